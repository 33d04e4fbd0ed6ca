//! A real window under its own X server, driven through `WebKitWebDriver`.
//!
//! Everything a test starts it ends by itself, by the handle it holds: X server, driver, and with them the program.

#[path = "customer.rs"]
mod customer;
#[path = "far_side.rs"]
pub(crate) mod far_side;
#[path = "machine.rs"]
mod machine;
#[path = "session.rs"]
mod session;
#[path = "shop.rs"]
pub(crate) mod shop;
#[path = "start.rs"]
mod start;
#[path = "two_monitors.rs"]
mod two_monitors;
#[path = "window_manager.rs"]
mod window_manager;
#[path = "x_screen.rs"]
mod x_screen;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};

pub(crate) use machine::files_below;
use machine::fresh_home;
use session::Session;
use start::{Desktop, Owned, free_address, start_program, start_x_server};

/// How long a test waits at the very most: a machine that does much else takes long to make its keys at the first start.
const PATIENCE: Duration = Duration::from_secs(90);

/// The size of the screen and so of the window.
#[derive(Clone, Copy)]
pub(crate) struct Screen(u32, u32);

impl Screen {
    /// A common till monitor.
    pub(crate) const COMMON: Self = Self(1280, 800);
    /// The smallest the terminal supports.
    pub(crate) const SMALLEST: Self = Self(1024, 600);
}

/// The program in its window.
pub(crate) struct Terminal {
    client: Client,
    home: PathBuf,
    screen: Screen,
    phone: SocketAddr,
    driver: Option<Owned>,
    display: String,
    x_server: Owned,
    /// Without one the program's window has no frame, and the driver gives it the whole screen.
    window_manager: Option<Owned>,
    session: Option<Session>,
}

impl Terminal {
    /// A fresh machine: the program starts for the first time.
    pub(crate) async fn on_a_fresh_machine(screen: Screen) -> Self {
        Self::start(&fresh_home(), screen, None, &[]).await
    }

    /// A fresh machine whose user is logged in at a desktop: there is a key store.
    pub(crate) async fn on_a_fresh_desktop(screen: Screen) -> Self {
        let home = fresh_home();
        let session = Session::log_in(&home);
        Self::start(&home, screen, Some(session), &[]).await
    }

    /// The same after a command of the program has ended, which is given the program and the data directory.
    pub(crate) async fn on_a_desktop_after(screen: Screen, command: impl FnOnce(&mut Command)) -> Self {
        let home = fresh_home();
        let session = Session::log_in(&home);
        let mut program = Command::new(env!("CARGO_BIN_EXE_cashtray-terminal"));
        command(&mut program);
        program.arg("--data-dir").arg(home.join("till")).env("HOME", &home);
        session.join(&mut program);
        let answer = program.output().unwrap();
        assert!(answer.status.success(), "{answer:?}");
        Self::start(&home, screen, Some(session), &[]).await
    }

    /// A till that starts in practice mode at once.
    pub(crate) async fn in_practice(screen: Screen) -> Self {
        let terminal = Self::start(&fresh_home(), screen, None, &["--practice"]).await;
        terminal.shows("practice-banner").await;
        terminal
    }

    async fn start(home: &Path, screen: Screen, session: Option<Session>, arguments: &[&str]) -> Self {
        Self::start_on(home, screen, session, Desktop::bare(start_x_server(screen)), arguments).await
    }

    /// Starts on an X server that is there.
    async fn start_on(
        home: &Path,
        screen: Screen,
        session: Option<Session>,
        Desktop { x_server, display, window_manager }: Desktop,
        arguments: &[&str],
    ) -> Self {
        let phone = free_address();
        let (driver, client) = start_program(home, &display, session.as_ref(), phone, arguments).await;
        let home = home.to_owned();
        let terminal =
            Self { client, home, screen, phone, driver: Some(driver), display, x_server, window_manager, session };
        terminal.fill_the_screen().await;
        terminal
    }

    /// Where no window manager decides it, the driver says where the window stands.
    async fn fill_the_screen(&self) {
        if self.window_manager.is_none() {
            let Screen(width, height) = self.screen;
            let _ = self.client.set_window_rect(0, 0, width, height).await;
        }
    }

    /// The power fails, and the program is started again on the same machine.
    pub(crate) async fn restart_after_a_power_cut(&mut self) {
        let id = self.program_id();
        let killed = Command::new("kill").args(["-9", &id.to_string()]).status().unwrap();
        assert!(killed.success());
        self.start_again().await;
    }

    /// Presses the close button of the window's frame.
    pub(crate) fn press_close_button(&self) {
        x_screen::press_close_button(&self.display, "Cashtray Terminal");
    }

    /// Waits until the program has ended by itself.
    pub(crate) async fn has_ended(&self) {
        let until = Instant::now() + PATIENCE;
        while self.client.source().await.is_ok() {
            assert!(Instant::now() < until, "the program still runs");
            pause().await;
        }
    }

    /// Starts the program again after it has ended by itself.
    pub(crate) async fn start_again(&mut self) {
        drop(self.driver.take());
        let (driver, client) = start_program(&self.home, &self.display, self.session.as_ref(), self.phone, &[]).await;
        self.driver = Some(driver);
        self.client = client;
        self.fill_the_screen().await;
    }

    /// The program is the driver's own child; the driver knows no other.
    pub(crate) fn program_id(&self) -> u32 {
        let driver = self.driver.as_ref().unwrap().0.id();
        let children = fs::read_to_string(format!("/proc/{driver}/task/{driver}/children")).unwrap();
        children
            .split_whitespace()
            .map(|id| id.parse::<u32>().unwrap())
            .find(|id| fs::read_to_string(format!("/proc/{id}/comm")).unwrap().starts_with("cashtray-termin"))
            .expect("the driver started the program")
    }

    /// Waits until the element is there and visible.
    pub(crate) async fn shows(&self, testid: &str) -> Element {
        self.shows_selector(&selector(testid)).await
    }

    async fn shows_selector(&self, selector: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Ok(element) = self.client.find(Locator::Css(selector)).await
                && element.is_displayed().await.unwrap_or(false)
            {
                return element;
            }
            if Instant::now() > until {
                self.keep_evidence("not-shown");
                panic!("{selector} did not appear; the page says:\n{}", self.page_text().await);
            }
            pause().await;
        }
    }

    /// Whether the element is there now.
    pub(crate) async fn has(&self, testid: &str) -> bool {
        self.client.find(Locator::Css(&selector(testid))).await.is_ok()
    }

    /// Presses what carries the test id.
    pub(crate) async fn press(&self, testid: &str) {
        let until = Instant::now() + PATIENCE;
        // The element may be redrawn between finding and pressing it.
        while let Err(error) = self.shows(testid).await.click().await {
            assert!(Instant::now() < until, "{testid} cannot be pressed: {error}");
            pause().await;
        }
    }

    /// Presses the button of one practice customer.
    pub(crate) async fn scan_as(&self, customer: &str) {
        let button = format!("[data-testid=practice-customer][data-customer={customer}]");
        self.shows_selector(&button).await.click().await.unwrap();
    }

    /// A person needs a moment to see a new screen; keys that come sooner were meant for the one before.
    pub(crate) async fn person_looks(&self) {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }

    /// Types on the keyboard, wherever the focus is.
    pub(crate) async fn type_keys(&self, keys: &str) {
        for key in keys.chars() {
            self.client.perform_actions(stroke(key)).await.unwrap();
        }
    }

    /// Presses Enter, which ends the program. The driver may lose its window before it can say that the key was pressed.
    pub(crate) async fn ends_with_enter(&self) {
        self.person_looks().await;
        let _ = self.client.perform_actions(stroke(char::from(Key::Enter))).await;
        self.has_ended().await;
    }

    /// Presses what carries the test id, which ends the program.
    pub(crate) async fn ends_with(&self, testid: &str) {
        let _ = self.shows(testid).await.click().await;
        self.has_ended().await;
    }

    /// Presses a key while Control is held.
    pub(crate) async fn press_with_control(&self, key: &str) {
        let control = char::from(Key::Control);
        let key = key.chars().next().unwrap();
        let actions = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: control })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: control })
            .then(KeyAction::Pause { duration: Duration::from_millis(120) });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// What a person sees, pixel by pixel.
    pub(crate) fn photograph(&self) -> image::RgbImage {
        image::load_from_memory(&x_screen::photograph(&self.display)).unwrap().to_rgb8()
    }

    /// Types into a field, in place of what stands there.
    pub(crate) async fn enter(&self, testid: &str, text: &str) {
        let field = self.shows(testid).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses one named key, after a look at the screen.
    pub(crate) async fn press_key(&self, key: Key) {
        self.person_looks().await;
        self.type_keys(&char::from(key).to_string()).await;
    }

    /// Waits until the sale on the screen stands so.
    pub(crate) async fn sale_is(&self, state: &str) {
        self.is_there(&format!("[data-testid=sale-state][data-state={state}]")).await;
    }

    /// Waits until it is so.
    pub(crate) async fn becomes(&self, is_so: impl AsyncFn() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is_so().await {
            if Instant::now() > until {
                self.keep_evidence("not-so");
                panic!("it does not become so; the page says:\n{}", self.page_text().await);
            }
            pause().await;
        }
    }

    /// Waits until there is such an element, to be seen or not.
    pub(crate) async fn is_there(&self, selector: &str) {
        let until = Instant::now() + PATIENCE;
        while self.client.find(Locator::Css(selector)).await.is_err() {
            if Instant::now() > until {
                self.keep_evidence("not-so");
                panic!("there is no {selector}; the page says:\n{}", self.page_text().await);
            }
            pause().await;
        }
    }

    /// Waits until the element is gone.
    pub(crate) async fn is_gone(&self, testid: &str) {
        let until = Instant::now() + PATIENCE;
        while self.has(testid).await {
            assert!(Instant::now() < until, "{testid} stays; the page says:\n{}", self.page_text().await);
            pause().await;
        }
    }

    /// The texts of all elements of this kind, as they stand now.
    pub(crate) async fn texts(&self, selector: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(selector)).await.unwrap() {
            texts.push(element.prop("textContent").await.unwrap().unwrap_or_default());
        }
        texts
    }

    /// The visible text of what carries the test id.
    pub(crate) async fn text(&self, testid: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            // The driver's own idea of visible text leaves out what a scroll area could hide.
            if let Ok(element) = self.client.find(Locator::Css(&selector(testid))).await
                && let Ok(text) = element.prop("textContent").await
            {
                return text.unwrap_or_default();
            }
            assert!(Instant::now() < until, "{testid} did not appear; the page says:\n{}", self.page_text().await);
            pause().await;
        }
    }

    /// Waits until the visible text contains these words.
    pub(crate) async fn says(&self, testid: &str, words: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let text = self.text(testid).await;
            if text.contains(words) {
                return;
            }
            assert!(Instant::now() < until, "{testid} says {text:?}, not {words:?}");
            pause().await;
        }
    }

    /// Runs a script in the page; it gets `done` as its last argument and calls it with the answer.
    pub(crate) async fn in_the_page(&self, script: &str, arguments: Vec<serde_json::Value>) -> serde_json::Value {
        self.client.execute_async(script, arguments).await.unwrap()
    }

    /// The X display that the window is on.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// How many windows there are.
    pub(crate) async fn windows(&self) -> usize {
        self.client.windows().await.unwrap().len()
    }

    /// All the visible text of the window.
    pub(crate) async fn page_text(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// Keeps a photograph of the screen for people to look at, when `CASHTRAY_PICTURES` names a folder for them.
    pub(crate) async fn picture(&self, name: &str) {
        #[expect(clippy::disallowed_methods, reason = "a test takes no arguments of its own")]
        let Some(folder) = std::env::var_os("CASHTRAY_PICTURES") else { return };
        // A driven web view without a shader cache paints seconds late: the screen is looked at until it stands still.
        tokio::time::sleep(Duration::from_secs(3)).await;
        let mut seen = Vec::new();
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(700)).await;
            let photograph = x_screen::photograph(&self.display);
            if seen.len() > 2 && seen.ends_with(&[photograph.clone(), photograph.clone()]) {
                break;
            }
            seen.push(photograph);
        }
        self.keep(Path::new(&folder), name, seen.last().unwrap());
    }

    /// Keeps what is on the screen when a test fails.
    fn keep_evidence(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        self.keep(&folder, name, &x_screen::photograph(&self.display));
    }

    fn keep(&self, folder: &Path, name: &str, photograph: &[u8]) {
        fs::create_dir_all(folder).unwrap();
        let Screen(width, height) = self.screen;
        fs::write(folder.join(format!("{name}-{width}x{height}.png")), photograph).unwrap();
    }

    /// Closes the window and removes what the test left on the disk.
    pub(crate) async fn close(self) {
        self.client.clone().close().await.unwrap();
        drop(self.driver);
        drop(self.window_manager);
        drop(self.x_server);
        drop(self.session);
        // The web view's own processes write their caches until they notice that the program is gone.
        let until = Instant::now() + PATIENCE;
        while let Err(error) = fs::remove_dir_all(&self.home) {
            assert!(Instant::now() < until, "{} cannot be removed: {error}", self.home.display());
            pause().await;
        }
    }
}

/// One key, at a person's pace.
fn stroke(key: char) -> KeyActions {
    KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key })
        .then(KeyAction::Pause { duration: Duration::from_millis(120) })
}

fn selector(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

/// Between two looks at the window.
async fn pause() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}
