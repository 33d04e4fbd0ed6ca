//! The test's X server, as a person sits before it: what is on the screen, and the close button of the window's frame,
//! which is pressed as a window manager would, because there is none.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

/// The pixels of the screen as a PNG: what a person sees, not what the web view says it has drawn.
pub(crate) fn photograph(display: &str) -> Vec<u8> {
    let (connection, screen) = x11rb::connect(Some(display)).unwrap();
    let screen = &connection.setup().roots[screen];
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let pixels = connection.get_image(ImageFormat::Z_PIXMAP, screen.root, 0, 0, width, height, u32::MAX);
    let pixels = pixels.unwrap().reply().unwrap().data;
    let picture = image::RgbImage::from_fn(width.into(), height.into(), |x, y| {
        let at = 4 * (y * u32::from(width) + x) as usize;
        image::Rgb([pixels[at + 2], pixels[at + 1], pixels[at]])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

/// Asks the program's window to close. It may refuse.
pub(crate) fn press_close_button(display: &str, title: &str) {
    let (connection, screen) = x11rb::connect(Some(display)).unwrap();
    let root = connection.setup().roots[screen].root;
    let window = find(&connection, root, title).expect("the window is on the screen");
    let protocols = atom(&connection, "WM_PROTOCOLS");
    let delete = atom(&connection, "WM_DELETE_WINDOW");
    let message = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
    connection.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
}

fn find(connection: &RustConnection, root: Window, title: &str) -> Option<Window> {
    let windows = connection.query_tree(root).unwrap().reply().unwrap().children;
    windows.into_iter().find(|window| {
        let name = connection.get_property(false, *window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 256).unwrap();
        // The shop's name stands before it.
        name.reply().is_ok_and(|name| name.value.ends_with(title.as_bytes()))
    })
}

pub(super) fn atom(connection: &RustConnection, name: &str) -> u32 {
    connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
}
