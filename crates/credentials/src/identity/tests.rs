use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::{Identity, IdentityError};

struct Made {
    certificate: String,
    key: SecretString,
}

fn made(name: &str) -> Made {
    let pair = rcgen::KeyPair::generate().expect("a key");
    let mut parameters = rcgen::CertificateParams::new(vec![name.to_owned()]).expect("parameters");
    parameters.distinguished_name.push(rcgen::DnType::CommonName, name);
    parameters.not_before = rcgen::date_time_ymd(2026, 1, 1);
    parameters.not_after = rcgen::date_time_ymd(2027, 1, 1);
    let certificate = parameters.self_signed(&pair).expect("a certificate");
    Made { certificate: certificate.pem(), key: pair.serialize_pem().into() }
}

#[test]
fn certificate_and_key_are_read_and_what_the_certificate_says_is_told() {
    let made = made("till 1");
    let identity = Identity::from_pem(&made.certificate, &made.key, None).expect("they fit");
    let facts = identity.facts();
    assert!(facts.subject.contains("till 1"), "{}", facts.subject);
    assert_eq!(facts.valid_until, "2027-01-01T00:00:00Z".parse::<Timestamp>().expect("a moment"));
}

#[test]
fn the_own_certificate_comes_first_whatever_order_they_were_given_in() {
    let (own, other) = (made("own"), made("authority"));
    let both = format!("{}{}", other.certificate, own.certificate);
    let identity = Identity::from_pem(&both, &own.key, None).expect("one of them fits");
    assert!(identity.facts().subject.contains("own"));
    let again = Identity::from_own_pem(identity.pem()).expect("what was written is read");
    assert_eq!(again.facts(), identity.facts());
}

#[test]
fn a_foreign_key_a_missing_part_and_swapped_files_are_told_apart() {
    let (one, two) = (made("one"), made("two"));
    let read = |certificate: &str, key: &SecretString| Identity::from_pem(certificate, key, None).err();
    assert_eq!(read(&one.certificate, &two.key), Some(IdentityError::Mismatch));
    assert_eq!(read("", &one.key), Some(IdentityError::NoCertificate));
    assert_eq!(read(&one.certificate, &SecretString::from("")), Some(IdentityError::NoKey));
    let certificate_as_key = SecretString::from(one.certificate.as_str());
    assert_eq!(read(one.key.expose_secret(), &certificate_as_key), Some(IdentityError::Swapped));
}

#[test]
fn a_damaged_and_an_old_key_are_told_with_what_to_do() {
    let one = made("one");
    let cut: SecretString = one.key.expose_secret()[..80].to_owned().into();
    assert!(Identity::from_pem(&one.certificate, &cut, None).is_err());
    let old = SecretString::from(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n",
    );
    let error = Identity::from_pem(&one.certificate, &old, None).expect_err("not read here");
    assert!(error.to_string().contains("openssl pkcs8"), "{error}");
}

#[test]
fn neither_debug_nor_error_shows_the_key() {
    let made = made("one");
    let body: String = made.key.expose_secret().lines().nth(1).expect("a body").to_owned();
    let identity = Identity::from_pem(&made.certificate, &made.key, None).expect("they fit");
    assert!(!format!("{identity:?}").contains(&body));
}

/// Made by OpenSSL, as a shop's administrator would: bytes that this program did not write.
mod made_by_openssl {
    use std::path::Path;
    use std::process::Command;

    use secrecy::SecretString;

    use super::super::{Identity, IdentityError};

    fn openssl(directory: &Path, arguments: &str) {
        let output =
            Command::new("openssl").args(arguments.split(' ')).current_dir(directory).output().expect("openssl");
        assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn made() -> tempfile::TempDir {
        let directory = tempfile::tempdir().expect("a directory");
        openssl(
            directory.path(),
            "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -subj /CN=till",
        );
        directory
    }

    fn text(directory: &Path, name: &str) -> String {
        std::fs::read_to_string(directory.join(name)).expect("written by openssl")
    }

    fn read(directory: &Path, key: &str, password: Option<&str>) -> Result<Identity, IdentityError> {
        let password = password.map(SecretString::from);
        Identity::from_pem(&text(directory, "cert.pem"), &text(directory, key).into(), password.as_ref())
    }

    #[test]
    fn every_form_of_a_private_key_is_read() {
        let directory = made();
        let at = directory.path();
        openssl(at, "rsa -in key.pem -traditional -out pkcs1.pem");
        openssl(at, "pkcs8 -topk8 -in key.pem -passout pass:opensesame -out protected.pem");
        openssl(at, "rsa -aes128 -in key.pem -traditional -passout pass:opensesame -out old.pem");
        assert!(text(at, "pkcs1.pem").contains("BEGIN RSA PRIVATE KEY"));
        for key in ["key.pem", "pkcs1.pem"] {
            assert!(read(at, key, None).is_ok(), "{key}");
        }
        assert!(read(at, "protected.pem", Some("opensesame")).is_ok());
        assert_eq!(read(at, "protected.pem", Some("wrong")).err(), Some(IdentityError::PasswordWrong));
        assert_eq!(read(at, "protected.pem", None).err(), Some(IdentityError::PasswordMissing));
        assert_eq!(read(at, "old.pem", Some("opensesame")).err(), Some(IdentityError::OldProtection));
    }

    #[test]
    fn a_sec1_key_is_read() {
        let directory = tempfile::tempdir().expect("a directory");
        let at = directory.path();
        openssl(at, "ecparam -name prime256v1 -genkey -noout -out sec1.pem");
        openssl(at, "req -x509 -key sec1.pem -out cert.pem -days 30 -subj /CN=till");
        assert!(text(at, "sec1.pem").contains("BEGIN EC PRIVATE KEY"));
        let identity = read(at, "sec1.pem", None).expect("read");
        assert!(Identity::from_own_pem(identity.pem()).is_ok());
    }

    #[test]
    fn a_pkcs12_file_opens_with_its_password_and_with_no_other() {
        let directory = made();
        let at = directory.path();
        openssl(at, "pkcs12 -export -inkey key.pem -in cert.pem -passout pass:opensesame -out new.p12");
        let old = "pkcs12 -export -inkey key.pem -in cert.pem -passout pass:opensesame -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1 -out old.p12";
        openssl(at, old);
        for name in ["new.p12", "old.p12"] {
            let bytes = std::fs::read(at.join(name)).expect("written");
            let open = |password: &str, bytes: &[u8]| Identity::from_pkcs12(bytes, &password.into());
            assert!(open("opensesame", &bytes).expect(name).facts().subject.contains("till"));
            assert_eq!(open("wrong", &bytes).err(), Some(IdentityError::PasswordWrong), "{name}");
            assert!(open("opensesame", &bytes[..bytes.len() / 2]).is_err(), "{name}");
            assert!(open("opensesame", b"not a file").is_err());
        }
    }
}

proptest::proptest! {
    #[test]
    fn whatever_is_given_is_read_or_refused(certificate in "(?s).{0,300}", key in "(?s).{0,300}", file: Vec<u8>) {
        let _ = Identity::from_pem(&certificate, &SecretString::from(key), None);
        let _ = Identity::from_pkcs12(&file, &SecretString::from("password"));
    }
}
