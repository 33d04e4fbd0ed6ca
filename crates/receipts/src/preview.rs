//! A slip as a picture, for shops without a printer and for looking before printing.

use image::{GrayImage, ImageFormat, Luma};

use crate::layout::Layout;
use crate::raster::{Raster, render};

/// Bare paper.
const PAPER: Luma<u8> = Luma([255]);

/// A burnt dot.
const INK: Luma<u8> = Luma([0]);

/// A PNG of the paper: dot for dot what a printer would burn, with the bare margins at both sides.
pub fn render_preview(layout: &Layout) -> Vec<u8> {
    let mut png = Vec::new();
    picture(&render(layout), layout.paper.margin_dots())
        .write_to(&mut std::io::Cursor::new(&mut png), ImageFormat::Png)
        .expect("writing a grey picture into memory cannot fail");
    png
}

#[expect(clippy::cast_possible_truncation, reason = "a slip has thousands of dots, not billions")]
fn picture(raster: &Raster, margin: usize) -> GrayImage {
    let (width, height) = (raster.width_dots() + 2 * margin, raster.height_dots() + 2 * margin);
    GrayImage::from_fn(width as u32, height as u32, |x, y| {
        let (x, y) = ((x as usize).checked_sub(margin), (y as usize).checked_sub(margin));
        match (x, y) {
            (Some(x), Some(y)) if raster.is_black(x, y) => INK,
            _ => PAPER,
        }
    })
}
