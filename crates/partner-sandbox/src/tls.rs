//! The server's side of mutual TLS.

use std::sync::Arc;

use rustls::ServerConfig;

use crate::credentials::{Authority, CredentialsError, ServerIdentity, crypto};
use crate::switches::ClientCertificate;

/// TLS 1.2 and 1.3, HTTP/2 and HTTP/1.1, for callers with a certificate of the authority.
pub(crate) fn server_config(
    authority: &Authority,
    identity: ServerIdentity,
    wanted: ClientCertificate,
) -> Result<Arc<ServerConfig>, CredentialsError> {
    let mut config = ServerConfig::builder_with_provider(crypto())
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(authority.client_verifier(wanted)?)
        .with_single_cert(identity.chain, identity.key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
