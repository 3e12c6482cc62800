//! Creating, unlocking and locking the vault; users.

use crate::cases::required;
use crate::failure::{Code, Failure};
use crate::session::{App, Now};
use crate::wire::{Role, wire};

wire! {
    /// A user.
    pub struct UserView {
        /// User id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Role.
        pub role: Role,
    }

    /// State of the vault.
    pub struct VaultState {
        /// There is one.
        pub exists: bool,
        /// It is open.
        pub unlocked: bool,
        /// Who can open it.
        pub users: Vec<UserView>,
        /// Who opened it.
        pub user: Option<UserView>,
        /// Program version.
        pub version: String,
    }

    /// Asks for the state.
    pub struct VaultStateRequest {}

    /// Makes the vault; the first user is a lawyer.
    pub struct CreateVault {
        /// Name of the first user.
        pub name: String,
        /// Their passphrase.
        pub passphrase: String,
    }

    /// Opens the vault.
    pub struct Unlock {
        /// User id.
        pub user: String,
        /// Passphrase.
        pub passphrase: String,
    }

    /// Closes the vault.
    pub struct Lock {}

    /// Adds a user.
    pub struct AddUser {
        /// Name.
        pub name: String,
        /// Role.
        pub role: Role,
        /// Their passphrase.
        pub passphrase: String,
    }

    /// Changes one's own passphrase.
    pub struct ChangePassphrase {
        /// The one in force.
        pub old: String,
        /// The one from now on.
        pub new: String,
    }
}

/// Shortest passphrase, in characters.
const SHORTEST: usize = 8;

fn user_view(user: &store::User) -> UserView {
    UserView {
        id: user.id.clone(),
        name: user.name.clone(),
        role: user.role.into(),
    }
}

/// State of the vault; works while it is locked.
pub(crate) fn vault_state(app: &mut App, _: VaultStateRequest, _: Now) -> Result<VaultState, Failure> {
    let users = store::Vault::users(&app.dir)?;
    Ok(VaultState {
        exists: users.is_some(),
        unlocked: app.vault.is_some(),
        users: users.unwrap_or_default().iter().map(user_view).collect(),
        user: app.vault.as_ref().map(|vault| user_view(vault.user())),
        version: env!("CARGO_PKG_VERSION").into(),
    })
}

fn strong(passphrase: &str) -> Result<(), Failure> {
    match passphrase.chars().count() {
        0..SHORTEST => Err(Failure::invalid(format!(
            "口令太短，至少{SHORTEST}个字符；建议用几个不相关的词连成一句。"
        ))),
        1025.. => Err(Failure::invalid("口令过长，请控制在1024个字符以内。")),
        _ => Ok(()),
    }
}

/// Makes the vault.
pub(crate) fn create_vault(app: &mut App, request: CreateVault, now: Now) -> Result<VaultState, Failure> {
    strong(&request.passphrase)?;
    let name = required(&request.name, "姓名")?;
    app.vault = Some(store::Vault::create(
        &app.dir,
        &name,
        &request.passphrase,
        app.kdf,
        now,
    )?);
    vault_state(app, VaultStateRequest {}, now)
}

/// Opens the vault.
pub(crate) fn unlock(app: &mut App, request: Unlock, now: Now) -> Result<VaultState, Failure> {
    // Whoever unlocks shows their own passphrase, even where somebody else left the vault open.
    lock(app, Lock {}, now)?;
    app.vault = Some(store::Vault::unlock(&app.dir, &request.user, &request.passphrase, now)?);
    if let Err(failure) = crate::bundle::take(app) {
        lock(app, Lock {}, now)?;
        return Err(failure);
    }
    vault_state(app, VaultStateRequest {}, now)
}

/// Closes the vault and forgets every case.
pub(crate) fn lock(app: &mut App, _: Lock, now: Now) -> Result<VaultState, Failure> {
    app.open.clear();
    (app.rules, app.staged, app.sweep) = (None, None, None);
    app.people = None;
    app.vault = None;
    vault_state(app, VaultStateRequest {}, now)
}

/// Adds a user; lawyers only.
pub(crate) fn add_user(app: &mut App, request: AddUser, now: Now) -> Result<VaultState, Failure> {
    strong(&request.passphrase)?;
    let name = required(&request.name, "姓名")?;
    if store::Vault::users(&app.dir)?
        .unwrap_or_default()
        .iter()
        .any(|user| user.name == name)
    {
        return Err(Failure::invalid("已有同名用户，请加以区分，例如“王律师（二部）”。"));
    }
    app.vault()?
        .add_user(&name, request.role.into(), &request.passphrase, now)?;
    vault_state(app, VaultStateRequest {}, now)
}

/// Changes one's own passphrase.
pub(crate) fn change_passphrase(app: &mut App, request: ChangePassphrase, now: Now) -> Result<VaultState, Failure> {
    strong(&request.new)?;
    app.vault()?.change_passphrase(&request.old, &request.new, now)?;
    vault_state(app, VaultStateRequest {}, now)
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Failure {
        use store::Kind;
        let code = match error.kind {
            Kind::WrongPassphrase => Code::WrongPassphrase,
            Kind::Damaged => Code::Damaged,
            Kind::Newer => Code::Newer,
            Kind::InUse => Code::InUse,
            Kind::Stale => Code::Stale,
            Kind::NotFound => Code::NotFound,
            Kind::Exists | Kind::Invalid => Code::Invalid,
            Kind::Io => Code::Io,
        };
        Failure::new(code, error.message, "")
    }
}
