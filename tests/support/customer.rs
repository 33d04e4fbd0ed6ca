//! The customer's window: which of the program's windows it is, what is on its page, and what a phone would read there.

use std::fs;
use std::process::Command;
use std::time::Instant;

use fantoccini::Locator;
use serde_json::Value;

use super::{PATIENCE, Terminal, far_side, pause, x_screen};

impl Terminal {
    /// From now on everything that is looked for is looked for in the customer's window. Waits until there is one.
    pub(crate) async fn look_at_customer(&self) {
        self.look_at("[data-testid=customer-screen]").await;
    }

    /// Back to the staff's window.
    pub(crate) async fn look_at_staff(&self) {
        self.look_at("[data-testid=sale-state]").await;
    }

    async fn look_at(&self, landmark: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            for window in self.client.windows().await.unwrap_or_default() {
                if self.client.switch_to_window(window).await.is_ok()
                    && self.client.find(Locator::Css(landmark)).await.is_ok()
                {
                    return;
                }
            }
            assert!(Instant::now() < until, "no window shows {landmark}");
            pause().await;
        }
    }

    /// Waits until the program has so many windows.
    pub(crate) async fn has_windows(&self, count: usize) {
        let until = Instant::now() + PATIENCE;
        while self.client.windows().await.map_or(0, |windows| windows.len()) != count {
            assert!(Instant::now() < until, "the program does not have {count} windows");
            pause().await;
        }
    }

    /// Waits until the customer's screen shows this.
    pub(crate) async fn customer_sees(&self, screen: &str) {
        self.is_there(&format!("[data-testid=customer-screen][data-screen={screen}]")).await;
    }

    /// The page is loaded again, as after a crash of its process.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Calls a command from the window that is looked at, and answers how it was refused, if it was.
    pub(crate) async fn refusal_of(&self, command: &str, arguments: Value) -> Option<String> {
        let script = "const [command, given, done] = arguments;\
            window.__TAURI_INTERNALS__.invoke(command, given).then(() => done(null), (error) => done(String(error)));";
        let answer = self.client.execute_async(script, vec![Value::from(command), arguments]).await.unwrap();
        answer.as_str().map(str::to_owned)
    }

    /// What another program reads in a photograph of the whole desktop: every QR that is on it.
    pub(crate) fn codes_on_the_desktop(&self) -> Vec<String> {
        let photograph = self.home.join("desktop.png");
        fs::write(&photograph, x_screen::photograph(&self.display)).unwrap();
        let read = Command::new("zbarimg")
            .args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"])
            .arg(&photograph)
            .output()
            .expect("zbarimg is installed; `cargo xtask test` sees to it");
        String::from_utf8(read.stdout).unwrap().lines().map(str::to_owned).collect()
    }

    /// Waits until that many QRs are on the desktop and can be read; what a web view has drawn is painted a moment later.
    pub(crate) async fn reads_codes(&self, count: usize) -> Vec<String> {
        let until = Instant::now() + PATIENCE;
        loop {
            let codes = self.codes_on_the_desktop();
            if codes.len() == count {
                return codes;
            }
            if Instant::now() > until {
                self.keep_evidence("codes");
                panic!("{} codes can be read, not {count}", codes.len());
            }
            pause().await;
        }
    }

    /// The token of the newest tray, as the far side made it.
    pub(crate) fn newest_token(&self) -> String {
        let open: Vec<Value> = far_side::read(&self.phone_request("GET", "/cashtrays", &Value::Null));
        open[0]["token"].as_str().expect("a tray has a token").to_owned()
    }
}
