//! The system's voice, as a program that is asked to speak. Linking a speech library would keep the till from starting on
//! a machine without it; a program that is not there is only silent.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::words::Saying;
use crate::snapshot::Language;

/// What is said takes some three seconds; a program that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(15);

/// So many sayings wait at most: older news is no news.
const WAITING: usize = 2;

/// Speaks, one saying after the other, on a thread of its own.
#[derive(Debug)]
pub(crate) struct Voice {
    sayings: SyncSender<(Saying, u32)>,
    languages: Vec<Language>,
}

impl Voice {
    /// The voice of this machine; without one it is silent. Looks for it, so it belongs where blocking is allowed.
    pub(crate) fn find() -> Self {
        Self::of("espeak-ng")
    }

    fn of(program: &'static str) -> Self {
        let languages: Vec<_> =
            [Language::Ja, Language::En].into_iter().filter(|language| has_voice(program, *language)).collect();
        let (sayings, heard) = sync_channel(WAITING);
        if !languages.is_empty() {
            let started = thread::Builder::new().name("voice".to_owned()).spawn(move || speak(program, &heard));
            if let Err(error) = started {
                tracing::warn!(%error, "the voice did not start");
            }
        }
        Self { sayings, languages }
    }

    /// The languages it can speak; none where there is no voice.
    pub(crate) fn languages(&self) -> Vec<Language> {
        self.languages.clone()
    }

    /// Says it as soon as what is being said is over. `volume` is in percent. Never waits; a voice that is behind lets it
    /// be.
    pub(crate) fn say(&self, saying: Saying, volume: u32) {
        if self.languages.contains(&saying.language) {
            let _ = self.sayings.try_send((saying, volume));
        }
    }
}

/// eSpeak's name of a language.
fn code(language: Language) -> &'static str {
    match language {
        Language::Ja => "ja",
        Language::En => "en-us",
    }
}

fn has_voice(program: &str, language: Language) -> bool {
    let listed = Command::new(program).arg(format!("--voices={}", code(language))).stderr(Stdio::null()).output();
    // The first line is a heading.
    listed.is_ok_and(|listed| listed.status.success() && listed.stdout.split(|byte| *byte == b'\n').count() > 2)
}

fn speak(program: &str, sayings: &Receiver<(Saying, u32)>) {
    while let Ok((saying, volume)) = sayings.recv() {
        match begin(&mut command(program, saying.language, volume), &saying) {
            Ok(speaking) => wait(speaking),
            Err(error) => tracing::warn!(%error, "a result was not said"),
        }
    }
}

fn command(program: &str, language: Language, volume: u32) -> Command {
    let mut command = Command::new(program);
    // Its full loudness is 200; a little slower than its habit, so that numbers are understood.
    let volume = (volume.min(100) * 2).to_string();
    command.args(["-v", code(language), "-s", "150", "-a", &volume, "--stdin"]);
    command
}

fn begin(command: &mut Command, saying: &Saying) -> std::io::Result<Child> {
    let mut speaking = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    if let Some(mut input) = speaking.stdin.take() {
        input.write_all(saying.reading.as_bytes())?;
    }
    Ok(speaking)
}

/// Sound systems can hang; the till must not lose its voice for a day to one saying.
fn wait(mut speaking: Child) {
    let until = Instant::now() + PATIENCE;
    loop {
        match speaking.try_wait() {
            Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(50)),
            Ok(None) | Err(_) => {
                tracing::warn!("the voice took too long and was stopped");
                let _ = speaking.kill();
                let _ = speaking.wait();
                return;
            }
            Ok(Some(_)) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use till::money::Direction;

    use super::super::words::paid;
    use super::{Voice, begin, code, command};
    use crate::snapshot::Language;

    #[test]
    fn a_machine_without_a_voice_is_silent_and_says_so() {
        let voice = Voice::of("no-such-program-speaks");
        assert_eq!(voice.languages(), []);
        voice.say(paid(Language::Ja, Direction::Payment, "1200", "円").expect("it can be said"), 80);
    }

    /// What the voice would say, in its own notation of sounds.
    fn sounds(text: &str) -> String {
        let heard = Command::new("espeak-ng").args(["-q", "-x", "-v", code(Language::Ja), text]).output();
        let heard = heard.expect("espeak-ng is installed; `cargo xtask test` sees to it");
        String::from_utf8_lossy(&heard.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_voice_reads_every_sound_of_an_amount() {
        let saying = paid(Language::Ja, Direction::Payment, "13800", "円").expect("it can be said");
        let sounds = sounds(&saying.reading);
        assert!(!sounds.contains("(en)"), "it does not fall back to spelling letters out: {sounds}");
        for part in ["しはらい", "かんりょう", "いちまん", "さんぜん", "はっぴゃく", "えん"] {
            assert!(!self::sounds(part).is_empty(), "{part} has a sound");
        }
    }

    #[test]
    fn what_is_said_can_be_recorded_and_is_longer_for_longer_amounts() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut seconds = Vec::new();
        for amount in ["5", "1200", "13800"] {
            let file = folder.path().join("said.wav");
            let saying = paid(Language::Ja, Direction::Payment, amount, "円").expect("it can be said");
            let mut recording = command("espeak-ng", Language::Ja, 80);
            recording.arg("-w").arg(&file);
            let status = begin(&mut recording, &saying).expect("espeak-ng is installed").wait().expect("it ends");
            assert!(status.success());
            let sound = std::fs::read(&file).expect("the recording");
            let loud =
                sound[44..].chunks_exact(2).filter(|at| i16::from_le_bytes([at[0], at[1]]).unsigned_abs() > 2000);
            assert!(loud.count() > 2000, "it can be heard");
            seconds.push(sound.len());
        }
        assert!(seconds[0] < seconds[1] && seconds[1] < seconds[2], "{seconds:?}");
    }
}
