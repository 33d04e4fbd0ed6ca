//! Draws a tray's token as a QR: an SVG path for the screen, a PNG for file and paper.
//!
//! The token goes in verbatim (wire protocol, section 10). Level M, quiet zone of four modules, dark on white.

use std::fmt::Write as _;
use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};
use till::view::TillView;

use crate::snapshot::QrView;

/// Modules of white on each side, as the QR standard asks for.
const QUIET_ZONE: u32 = 4;

/// Pixels per module of the PNG: 16 keep a 45 module QR sharp at 60 mm on a 300 dpi printer.
const PNG_PIXELS_PER_MODULE: u32 = 16;

/// The token cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QrError {
    /// The token is longer than a QR can hold.
    #[error("the token does not fit into a QR")]
    TokenTooLong(#[from] qrcode::types::QrError),
    /// The PNG could not be encoded.
    #[error("the picture could not be made")]
    Picture(#[from] image::ImageError),
}

/// The QR that may be shown now, if one may.
pub(crate) fn draw_shown(till: &TillView) -> Option<QrView> {
    let (number, token) = till.shown_qr()?;
    draw_view(number, token).inspect_err(|error| tracing::error!(number, %error, "the QR cannot be drawn")).ok()
}

/// The QR of one sale for the screen.
pub(crate) fn draw_view(number: &str, token: &str) -> Result<QrView, QrError> {
    let matrix = Matrix::of(token)?;
    Ok(QrView { number: number.to_owned(), size: matrix.side + 2 * QUIET_ZONE, path: matrix.path() })
}

/// The same QR as a PNG.
pub(crate) fn draw_png(token: &str) -> Result<Vec<u8>, QrError> {
    let matrix = Matrix::of(token)?;
    let side = (matrix.side + 2 * QUIET_ZONE) * PNG_PIXELS_PER_MODULE;
    let picture = GrayImage::from_fn(side, side, |x, y| {
        let module = |pixel: u32| (pixel / PNG_PIXELS_PER_MODULE).checked_sub(QUIET_ZONE);
        match (module(x), module(y)) {
            (Some(column), Some(row)) if matrix.is_dark(column, row) => Luma([0]),
            _ => Luma([255]),
        }
    });
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png)?;
    Ok(png.into_inner())
}

struct Matrix {
    side: u32,
    modules: Vec<Color>,
}

impl Matrix {
    fn of(token: &str) -> Result<Self, QrError> {
        let code = QrCode::with_error_correction_level(token, EcLevel::M)?;
        let side = u32::try_from(code.width()).expect("a QR has at most 177 modules per side");
        Ok(Self { side, modules: code.into_colors() })
    }

    fn is_dark(&self, column: u32, row: u32) -> bool {
        column < self.side && row < self.side && self.modules[(row * self.side + column) as usize] == Color::Dark
    }

    /// One rectangle per horizontal run of dark modules.
    fn path(&self) -> String {
        let mut path = String::new();
        for row in 0..self.side {
            let mut column = 0;
            while column < self.side {
                let run = (column..self.side).take_while(|&at| self.is_dark(at, row)).count();
                if run > 0 {
                    write!(path, "M{} {}h{run}v1h-{run}z", column + QUIET_ZONE, row + QUIET_ZONE)
                        .expect("a String takes all that is written");
                }
                column += u32::try_from(run).expect("a run is no longer than a row") + 1;
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::{draw_png, draw_view};

    const TOKEN: &str = "https://www-sandbox.pokepay.jp/cashtrays/dc204118-9e3b-493c-b396-b9259ce28663";

    #[test]
    fn the_picture_reads_back_as_the_token_verbatim() {
        let png = draw_png(TOKEN).expect("it fits");
        let picture = image::load_from_memory(&png).expect("a PNG").to_luma8();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            picture.get_pixel(u32::try_from(x).expect("a column"), u32::try_from(y).expect("a row")).0[0]
        });
        let found = picture.detect_grids();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].decode().expect("it reads").1, TOKEN);
    }

    #[test]
    fn the_screen_and_the_picture_show_the_same_modules() {
        let view = draw_view("A-0001", TOKEN).expect("it fits");
        let png = image::load_from_memory(&draw_png(TOKEN).expect("it fits")).expect("a PNG").to_luma8();
        let per_module = png.width() / view.size;
        let dark_in_picture = (0..view.size)
            .flat_map(|y| (0..view.size).map(move |x| (x, y)))
            .filter(|&(x, y)| png.get_pixel(x * per_module, y * per_module).0 == [0])
            .count();
        let dark_on_screen: usize = view
            .path
            .split('M')
            .skip(1)
            .map(|run| run.split(['h', 'v']).nth(1).expect("a width").parse::<usize>().expect("a number"))
            .sum();
        assert_eq!(dark_in_picture, dark_on_screen);
    }

    #[test]
    fn a_token_that_cannot_be_drawn_is_an_error_not_a_panic() {
        assert!(draw_view("A-0001", &"x".repeat(5000)).is_err());
    }
}
