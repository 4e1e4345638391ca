//! Stub.
use super::Live;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;
/// Door.
#[allow(missing_docs)]
pub struct Door {
    pub live: watch::Receiver<Arc<Live>>,
    pub root: PathBuf,
    pub reload: bool,
    pub hosts: Vec<String>,
}
/// Opens.
/// # Errors
/// None.
pub async fn open(
    _: tokio::net::TcpListener,
    _: Door,
    until: impl Future<Output = ()>,
) -> std::io::Result<()> {
    until.await;
    Ok(())
}
