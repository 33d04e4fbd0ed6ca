//! The window's close button, pressed as a window manager would: there is none on the test's X server.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

/// Asks the program's window to close. It may refuse.
pub(crate) fn press(display: &str, title: &str) {
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
        name.reply().is_ok_and(|name| name.value == title.as_bytes())
    })
}

fn atom(connection: &RustConnection, name: &str) -> u32 {
    connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
}
