//! What may stand between a shop and a till that sells, as codes for the windows. Words and remedies are theirs.

use credentials::CredentialsError;
use credentials::config_file::ConfigFileError;
use credentials::identity::IdentityError;
use credentials::store::{KeyStoreProblem, PassphraseProblem};
use partner_api::envelope::ClientSecretError;
use serde::Serialize;
use shop_setup::keys_file::KeysFileError;
use ts_rs::TS;

/// Why a till could not be made ready, or an act of set-up was refused. Carries no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(export)]
pub enum SetupProblem {
    /// The practice server did not start.
    #[error("the practice server did not start")]
    PracticeDidNotStart,
    /// The data directory cannot be written.
    #[error("the data directory cannot be written")]
    DataDirectory,
    /// The journal cannot be opened.
    #[error("the journal cannot be opened")]
    Journal,
    /// Another copy of the program uses the same data.
    #[error("another copy of the program uses the same data")]
    AlreadyRunning,

    /// Another act of set-up is under way; it ends by itself.
    #[error("another act of set-up is under way")]
    Busy,
    /// The act does not fit what the screen is about; the screen was behind.
    #[error("not possible now")]
    NotPossibleNow,
    /// A sale has not ended: the till cannot be left.
    #[error("a sale has not ended")]
    SaleOpen,

    /// There is no such profile any more.
    #[error("there is no such profile")]
    ProfileGone,
    /// A profile's file is damaged: the shop has to be connected again.
    #[error("the profile cannot be read: connect the shop again")]
    ProfileDamaged,

    /// This session has no key store.
    #[error("{}", KeyStoreProblem::Missing)]
    KeyStoreMissing,
    /// The key store is locked.
    #[error("{}", KeyStoreProblem::Locked)]
    KeyStoreLocked,
    /// The key store refused access.
    #[error("{}", KeyStoreProblem::Denied)]
    KeyStoreDenied,
    /// The key store did not answer in time; perhaps its own window waits.
    #[error("{}", KeyStoreProblem::Slow)]
    KeyStoreSlow,
    /// The key store failed in another way.
    #[error("the key store failed: {reason}")]
    KeyStoreFailed {
        /// As the system words it, in its language; for support.
        reason: String,
    },
    /// The place where the keys were kept has none for this profile: the keys have to be given again.
    #[error("there are no keys for this profile: give them again")]
    KeysGone,
    /// The kept keys cannot be read any more: they have to be given again.
    #[error("{}", KeyStoreProblem::Damaged)]
    KeysDamaged,
    /// The keys were kept for one run only: they have to be given again.
    #[error("the keys were kept for one run only: give them again")]
    KeysNotKept,
    /// The keys are of another server or contract than the profile's.
    #[error("the keys are not those of this shop's profile")]
    KeysOfAnotherShop,
    /// The keys cannot make a connection.
    #[error("the keys cannot make a connection: {reason}")]
    KeysUnusable {
        /// In English; for support.
        reason: String,
    },
    /// The keys lie in a file under a passphrase: it has to be given.
    #[error("the keys lie under a passphrase: give it")]
    PassphraseMissing,
    /// The passphrase has too few characters.
    #[error("the passphrase must have at least {least} characters")]
    PassphraseTooShort {
        /// How many it must have.
        least: usize,
    },
    /// The passphrase does not open the file.
    #[error("{}", PassphraseProblem::Wrong)]
    PassphraseWrong,

    /// `config.ini`, or a file it names, cannot be read.
    #[error("the file {path} cannot be read")]
    FileUnreadable {
        /// Which.
        path: String,
    },
    /// A file is far too large, or not text where text is due.
    #[error("the file {path} is another kind of file")]
    FileOtherKind {
        /// Which.
        path: String,
    },
    /// `config.ini` is not text in UTF-8.
    #[error("{}", ConfigFileError::NotText)]
    ConfigNotText,
    /// A line of `config.ini` is not of the form `KEY = value`.
    #[error("line {line} of the configuration is not of the form KEY = value")]
    ConfigLine {
        /// Which, from 1.
        line: usize,
    },
    /// `config.ini` gives one key two different values.
    #[error("line {line} of the configuration gives {key} a second, different value")]
    ConfigTwice {
        /// Which, from 1.
        line: usize,
        /// The key as the SDKs spell it.
        key: String,
    },
    /// `config.ini` has none of the keys that a till needs: it is another file.
    #[error("{}", ConfigFileError::NothingKnown)]
    ConfigNothingKnown,
    /// Neither certificate and key nor a PKCS#12 file is named.
    #[error("{}", KeysFileError::NoCertificateNamed)]
    CertificateNotNamed,

    /// There is no certificate where one is due.
    #[error("{}", IdentityError::NoCertificate)]
    CertificateMissing,
    /// There is no private key where one is due.
    #[error("{}", IdentityError::NoKey)]
    KeyMissing,
    /// Certificate and key are the wrong way round.
    #[error("{}", IdentityError::Swapped)]
    CertificateAndKeySwapped,
    /// The private key is protected: its password is needed.
    #[error("{}", IdentityError::PasswordMissing)]
    KeyPasswordMissing,
    /// The password does not open the private key.
    #[error("{}", IdentityError::PasswordWrong)]
    KeyPasswordWrong,
    /// The private key is protected in a way that is not read here.
    #[error("{}", IdentityError::OldProtection)]
    KeyOldProtection,
    /// Certificate, key or PKCS#12 file is damaged.
    #[error("{}", IdentityError::Damaged)]
    CertificateDamaged,
    /// The private key is of a kind that TLS does not use.
    #[error("{}", IdentityError::UnsupportedKey)]
    KeyUnsupported,
    /// The private key does not belong to the certificate.
    #[error("{}", IdentityError::Mismatch)]
    KeyMismatch,
    /// The certificates of the server's authority cannot be read.
    #[error("there is no certificate in the authority's file")]
    CaUnusable,

    /// No `CLIENT_ID`.
    #[error("{}", CredentialsError::NoClientId)]
    ClientIdMissing,
    /// `CLIENT_ID` has blanks or control characters in it.
    #[error("{}", CredentialsError::ClientId)]
    ClientIdMalformed,
    /// No `CLIENT_SECRET`.
    #[error("{}", CredentialsError::NoClientSecret)]
    ClientSecretMissing,
    /// `CLIENT_SECRET` is not base64url.
    #[error("{}", ClientSecretError::NotBase64)]
    ClientSecretMalformed,
    /// `CLIENT_SECRET` has not the length of one: it was copied in part.
    #[error("the client secret must hold exactly 32 bytes and holds {length}")]
    ClientSecretLength {
        /// How many bytes it holds.
        length: usize,
    },
    /// No `API_BASE_URL`.
    #[error("{}", CredentialsError::NoBaseUrl)]
    BaseUrlMissing,
    /// `API_BASE_URL` is no HTTPS address.
    #[error("{}", CredentialsError::BaseUrl)]
    BaseUrlMalformed,

    /// The till's code is not one to four capital letters and digits.
    #[error("the till code must be 1 to 4 capital letters and digits, for example A or B2")]
    TillCodeMalformed,
    /// The same till of the same shop is connected already, with keys of another contract: it is given new keys, and
    /// not connected a second time.
    #[error("this till is connected already, with another CLIENT_ID: give its keys anew instead")]
    TillTaken,
}

impl From<KeyStoreProblem> for SetupProblem {
    fn from(problem: KeyStoreProblem) -> Self {
        match problem {
            KeyStoreProblem::Missing => Self::KeyStoreMissing,
            KeyStoreProblem::Locked => Self::KeyStoreLocked,
            KeyStoreProblem::Denied => Self::KeyStoreDenied,
            KeyStoreProblem::Slow => Self::KeyStoreSlow,
            KeyStoreProblem::Passphrase(problem) => problem.into(),
            KeyStoreProblem::Damaged => Self::KeysDamaged,
            KeyStoreProblem::Failed { reason } => Self::KeyStoreFailed { reason },
        }
    }
}

impl From<PassphraseProblem> for SetupProblem {
    fn from(problem: PassphraseProblem) -> Self {
        match problem {
            PassphraseProblem::TooShort { least } => Self::PassphraseTooShort { least },
            PassphraseProblem::Wrong => Self::PassphraseWrong,
        }
    }
}

impl From<KeysFileError> for SetupProblem {
    fn from(error: KeysFileError) -> Self {
        match error {
            KeysFileError::Config(error) => error.into(),
            KeysFileError::NoCertificateNamed => Self::CertificateNotNamed,
            KeysFileError::Unreadable { path, .. } => Self::FileUnreadable { path: path.display().to_string() },
            KeysFileError::OtherKind { path } => Self::FileOtherKind { path: path.display().to_string() },
            KeysFileError::Identity(error) => error.into(),
            KeysFileError::Credentials(error) => error.into(),
        }
    }
}

impl From<ConfigFileError> for SetupProblem {
    fn from(error: ConfigFileError) -> Self {
        match error {
            ConfigFileError::Unreadable { path, .. } => Self::FileUnreadable { path: path.display().to_string() },
            ConfigFileError::TooLarge { path } => Self::FileOtherKind { path: path.display().to_string() },
            ConfigFileError::NotText => Self::ConfigNotText,
            ConfigFileError::Line { line } => Self::ConfigLine { line },
            ConfigFileError::Twice { line, key } => Self::ConfigTwice { line, key: key.to_owned() },
            ConfigFileError::NothingKnown => Self::ConfigNothingKnown,
        }
    }
}

impl From<IdentityError> for SetupProblem {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::NoCertificate => Self::CertificateMissing,
            IdentityError::NoKey => Self::KeyMissing,
            IdentityError::Swapped => Self::CertificateAndKeySwapped,
            IdentityError::PasswordMissing => Self::KeyPasswordMissing,
            IdentityError::PasswordWrong => Self::KeyPasswordWrong,
            IdentityError::OldProtection => Self::KeyOldProtection,
            IdentityError::Damaged => Self::CertificateDamaged,
            IdentityError::UnsupportedKey => Self::KeyUnsupported,
            IdentityError::Mismatch => Self::KeyMismatch,
        }
    }
}

impl From<CredentialsError> for SetupProblem {
    fn from(error: CredentialsError) -> Self {
        match error {
            CredentialsError::NoClientId => Self::ClientIdMissing,
            CredentialsError::ClientId => Self::ClientIdMalformed,
            CredentialsError::NoClientSecret => Self::ClientSecretMissing,
            CredentialsError::ClientSecret(ClientSecretError::NotBase64) => Self::ClientSecretMalformed,
            CredentialsError::ClientSecret(ClientSecretError::WrongLength { length }) => {
                Self::ClientSecretLength { length }
            }
            CredentialsError::NoBaseUrl => Self::BaseUrlMissing,
            CredentialsError::BaseUrl => Self::BaseUrlMalformed,
            CredentialsError::Identity(error) => error.into(),
            CredentialsError::Kept => Self::KeysDamaged,
        }
    }
}
