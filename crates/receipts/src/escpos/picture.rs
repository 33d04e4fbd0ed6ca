//! A slip as a picture: GS v 0 in bands.

use crate::raster::Raster;

/// Rows of a band. Cheap printers lose the rest of a picture that does not fit their buffer.
const BAND_ROWS: usize = 128;

/// Adds the rows of a raster from top to bottom.
pub(super) fn encode(raster: &Raster, bytes: &mut Vec<u8>) {
    let row_bytes = u16::try_from(raster.width_dots() / 8).expect("a printer's head has some hundred dots");
    let rows: Vec<&[u8]> = raster.rows().collect();
    for band in rows.chunks(BAND_ROWS) {
        let height = u16::try_from(band.len()).expect("a band is short");
        bytes.extend_from_slice(b"\x1dv0\0");
        bytes.extend_from_slice(&row_bytes.to_le_bytes());
        bytes.extend_from_slice(&height.to_le_bytes());
        bytes.extend(band.iter().copied().flatten());
    }
}
