//! The letters: `BIZ UDGothic`, a face made to be read by everyone, bundled under the SIL Open Font License.
//!
//! Bundled, because a shop's machine may have no Japanese font, and because the same slip shall look the same everywhere.
//! Bold is made from the same face by a second stroke beside the first, as printers do it: the bold face would add 4.6 MB.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, PxScale, point};

static FACE: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    FontRef::try_from_slice(include_bytes!("../fonts/BIZUDGothic-Regular.ttf")).expect("the bundled font is whole")
});

/// How much of a dot a letter must cover to be printed there.
const DARK: f32 = 0.45;

/// Whether the font can draw a letter.
pub(crate) fn has(c: char) -> bool {
    FACE.glyph_id(c).0 != 0
}

/// Calls `dot` with each dark dot of a letter that stands in the middle of a box of `width` by `height` dots, from the
/// box's left top corner. Dots may lie outside of the box by a little.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "sizes of letters, below a thousand dots"
)]
pub(crate) fn draw(c: char, width: usize, height: usize, mut dot: impl FnMut(i32, i32)) {
    let per_em = FACE.units_per_em().unwrap_or(1.0);
    let size = height as f32;
    let id = FACE.glyph_id(c);
    let advance = FACE.h_advance_unscaled(id) / per_em * size;
    let left = (width as f32 - advance) / 2.0;
    let baseline = FACE.ascent_unscaled() / per_em * size;
    let scale = PxScale::from(size * FACE.height_unscaled() / per_em);
    let Some(outline) = FACE.outline_glyph(id.with_scale_and_position(scale, point(left, baseline))) else { return };
    let bounds = outline.px_bounds();
    outline.draw(|x, y, coverage| {
        if coverage > DARK {
            dot(bounds.min.x as i32 + x.cast_signed(), bounds.min.y as i32 + y.cast_signed());
        }
    });
}
