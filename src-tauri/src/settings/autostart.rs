//! Starting with the machine, by the desktop's own rule: a file in `autostart` of the user's configuration folder
//! (freedesktop.org, Desktop Application Autostart).
//!
//! Written by hand rather than by a plugin: the plugins write below the home directory whatever the configuration folder
//! is, and pass no data directory on. On other systems the till says that it cannot.

use std::fs;
use std::io;
use std::path::Path;

/// The file's name. A shop may run two tills on one machine only by hand, so there is one.
const FILE: &str = "jp.cashtray.terminal.desktop";

/// Makes the till start with the machine, or no more. `configuration` is the user's configuration folder, `program` the
/// program itself, `data` the data directory it was started with.
pub(crate) fn set(is_on: bool, configuration: &Path, program: &Path, data: Option<&Path>) -> io::Result<()> {
    if !cfg!(target_os = "linux") {
        return if is_on { Err(io::ErrorKind::Unsupported.into()) } else { Ok(()) };
    }
    let folder = configuration.join("autostart");
    let file = folder.join(FILE);
    if is_on {
        fs::create_dir_all(&folder)?;
        return fs::write(file, entry(program, data)?);
    }
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn entry(program: &Path, data: Option<&Path>) -> io::Result<String> {
    let mut command = quoted(program)?;
    if let Some(data) = data {
        command = format!("{command} --data-dir {}", quoted(data)?);
    }
    Ok(format!("[Desktop Entry]\nType=Application\nName=Cashtray Terminal\nTerminal=false\nExec={command}\n"))
}

/// As the Desktop Entry Specification wants an argument, and then a value: both have escapes of their own.
fn quoted(path: &Path) -> io::Result<String> {
    let text = path.to_str().filter(|text| !text.contains(['\n', '\r'])).ok_or(io::ErrorKind::InvalidInput)?;
    let mut argument = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '`' | '$' => argument.extend(["\\\\", &letter.to_string()]),
            '\\' => argument.push_str("\\\\\\\\"),
            '%' => argument.push_str("%%"),
            _ => argument.push(letter),
        }
    }
    argument.push('"');
    Ok(argument)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FILE, set};

    #[test]
    #[cfg(target_os = "linux")]
    fn autostart_is_one_file_that_comes_and_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("autostart").join(FILE);
        let (program, data) = (Path::new("/opt/till 1/cashtray-terminal"), Path::new("/srv/100%"));
        set(true, folder.path(), program, Some(data)).expect("the folder can be written");
        let text = std::fs::read_to_string(&file).expect("the file");
        assert!(text.contains("\nExec=\"/opt/till 1/cashtray-terminal\" --data-dir \"/srv/100%%\"\n"), "{text}");
        set(false, folder.path(), program, None).expect("the folder can be written");
        assert!(!file.exists());
        set(false, folder.path(), program, None).expect("off twice is off");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_path_cannot_become_a_second_command() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(set(true, folder.path(), Path::new("/a\nExec=/bin/sh"), None).is_err());
        set(true, folder.path(), Path::new("/a\"b$c\\d"), None).expect("the folder can be written");
        let text = std::fs::read_to_string(folder.path().join("autostart").join(FILE)).expect("the file");
        assert!(text.contains("Exec=\"/a\\\\\"b\\\\$c\\\\\\\\d\"\n"), "{text}");
    }
}
