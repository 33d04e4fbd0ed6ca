//! A desktop with a window manager: frames, full screen, and Alt-F4, as a shop's machine has them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt, EventMask, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
    Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::start::{Desktop, Owned, start_x_server};
use super::x_screen::atom;
use super::{PATIENCE, Screen, Terminal, fresh_home, pause};

/// Only what the tests press; a machine's own settings are not read.
const CONFIGURATION: &str = r#"<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
</openbox_config>
"#;

const ALT: u32 = 0xffe9;
const F4: u32 = 0xffc1;

/// Where a window's content is on the screen: x, y, width and height in pixels.
type Place = (i16, i16, u16, u16);

impl Terminal {
    /// A till in practice mode on a desktop with frames, with room around its window.
    pub(crate) async fn in_practice_in_a_frame() -> Self {
        let (home, screen) = (fresh_home(), Screen(1600, 1000));
        let (x_server, display) = start_x_server(screen);
        let window_manager = start_window_manager(&home, &display).await;
        let desktop = Desktop { x_server, display, window_manager: Some(window_manager) };
        let terminal = Self::start_on(&home, screen, None, desktop, &["--practice"]).await;
        terminal.shows("practice-banner").await;
        terminal
    }

    /// Waits until the window has the whole screen, and no frame.
    pub(crate) async fn has_the_whole_screen(&self) {
        let Screen(width, height) = self.screen;
        let whole = (0, 0, u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
        self.stands(|desk, window| {
            desk.is_full_screen(window) && !desk.has_frame(window) && desk.place(window) == whole
        })
        .await;
    }

    /// Waits until the window stands in a frame.
    pub(crate) async fn has_a_frame(&self) {
        self.stands(|desk, window| desk.has_frame(window) && !desk.is_full_screen(window)).await;
    }

    /// A hand pulls the window there.
    pub(crate) async fn pull_to(&self, (x, y, width, height): Place) {
        let desk = Seen::on(&self.display);
        let window = desk.window().expect("the window is on the screen");
        let wish = ConfigureWindowAux::new().x(i32::from(x)).y(i32::from(y)).width(u32::from(width));
        let wish = wish.height(u32::from(height));
        desk.connection.configure_window(window, &wish).unwrap().check().unwrap();
        self.stands(|desk, window| desk.has_frame(window) && desk.place(window).2 == width).await;
        self.stands(|desk, window| desk.place(window).3 == height).await;
    }

    /// Where the window is now.
    pub(crate) fn place(&self) -> Place {
        let desk = Seen::on(&self.display);
        desk.place(desk.window().expect("the window is on the screen"))
    }

    /// Waits until the window is there.
    pub(crate) async fn stands_at(&self, place: Place) {
        self.stands(|desk, window| desk.place(window) == place).await;
    }

    /// Asks the window manager to close the window, as a press of the frame's button or a task list does.
    pub(crate) fn ask_to_close(&self) {
        let desk = Seen::on(&self.display);
        let window = desk.window().expect("the window is on the screen");
        let close = atom(&desk.connection, "_NET_CLOSE_WINDOW");
        let message = ClientMessageEvent::new(32, window, close, [x11rb::CURRENT_TIME, 2, 0, 0, 0]);
        let manager = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        desk.connection.send_event(false, desk.root, manager, message).unwrap().check().unwrap();
    }

    /// Presses Alt-F4 on the keyboard itself: the window manager has it before the program.
    pub(crate) fn press_alt_f4(&self) {
        let desk = Seen::on(&self.display);
        let (alt, f4) = (desk.key(ALT), desk.key(F4));
        for (kind, key) in
            [(KEY_PRESS_EVENT, alt), (KEY_PRESS_EVENT, f4), (KEY_RELEASE_EVENT, f4), (KEY_RELEASE_EVENT, alt)]
        {
            desk.connection.xtest_fake_input(kind, key, 0, desk.root, 0, 0, 0).unwrap().check().unwrap();
        }
    }

    async fn stands(&self, is_so: impl Fn(&Seen, Window) -> bool) {
        let desk = Seen::on(&self.display);
        let until = Instant::now() + PATIENCE;
        while !desk.window().is_some_and(|window| is_so(&desk, window)) {
            if Instant::now() > until {
                self.keep_evidence("window-place");
                panic!("the window stands otherwise: {:?}", desk.window().map(|window| desk.place(window)));
            }
            pause().await;
        }
    }
}

/// The screen as the window manager tells of it.
struct Seen {
    connection: RustConnection,
    root: Window,
}

impl Seen {
    fn on(display: &str) -> Self {
        let (connection, screen) = x11rb::connect(Some(display)).unwrap();
        let root = connection.setup().roots[screen].root;
        Self { connection, root }
    }

    /// The staff's window, by its title.
    fn window(&self) -> Option<Window> {
        self.numbers(self.root, "_NET_CLIENT_LIST").into_iter().find(|window| {
            let name = self.connection.get_property(false, *window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 256).unwrap();
            name.reply().is_ok_and(|name| name.value.ends_with(b"Cashtray Terminal"))
        })
    }

    fn is_full_screen(&self, window: Window) -> bool {
        let full_screen = atom(&self.connection, "_NET_WM_STATE_FULLSCREEN");
        self.numbers(window, "_NET_WM_STATE").contains(&full_screen)
    }

    fn has_frame(&self, window: Window) -> bool {
        self.numbers(window, "_NET_FRAME_EXTENTS").into_iter().any(|width| width > 0)
    }

    /// A window that is gone has no place.
    fn place(&self, window: Window) -> Place {
        let size = self.connection.get_geometry(window).unwrap().reply();
        let at = self.connection.translate_coordinates(window, self.root, 0, 0).unwrap().reply();
        let (Ok(size), Ok(at)) = (size, at) else { return (0, 0, 0, 0) };
        (at.dst_x, at.dst_y, size.width, size.height)
    }

    fn numbers(&self, window: Window, property: &str) -> Vec<u32> {
        let property = atom(&self.connection, property);
        let asked = self.connection.get_property(false, window, property, AtomEnum::ANY, 0, 1024).unwrap();
        asked.reply().ok().and_then(|told| told.value32().map(Iterator::collect)).unwrap_or_default()
    }

    /// The key of the keyboard that means this.
    fn key(&self, symbol: u32) -> u8 {
        let setup = self.connection.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = self.connection.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let each = usize::from(map.keysyms_per_keycode);
        let at = map.keysyms.chunks(each).position(|symbols| symbols.contains(&symbol)).expect("there is such a key");
        first + u8::try_from(at).unwrap()
    }
}

/// Waits until the windows are managed.
async fn start_window_manager(home: &Path, display: &str) -> Owned {
    let configuration = home.join("openbox.xml");
    fs::write(&configuration, CONFIGURATION).unwrap();
    let manager = Command::new("openbox")
        .arg("--sm-disable")
        .arg("--config-file")
        .arg(&configuration)
        .env("DISPLAY", display)
        .env("XDG_CACHE_HOME", home.join("cache"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("openbox is installed; `cargo xtask test` sees to it");
    let manager = Owned(manager);
    let desk = Seen::on(display);
    let until = Instant::now() + PATIENCE;
    while desk.numbers(desk.root, "_NET_SUPPORTING_WM_CHECK").is_empty() {
        assert!(Instant::now() < until, "openbox does not manage the windows");
        pause().await;
    }
    manager
}
