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
        /// Number of the vault, as it stands on recovery sheets.
        pub vault: String,
        /// Seconds before another attempt is taken.
        pub wait: u32,
        /// Day of the user's recovery sheet; empty when there is none.
        pub sheet: String,
        /// Where the machine's half of the user's key lies.
        #[cfg_attr(feature = "typescript", ts(type = "\"keychain\" | \"file\" | \"nowhere\""))]
        pub device: String,
        /// How much work a guess at the passphrase costs, in words.
        pub cost: String,
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

    /// Gives a user another role.
    pub struct SetRole {
        /// User id.
        pub user: String,
        /// Role.
        pub role: Role,
    }

    /// Removes a user.
    pub struct RemoveUser {
        /// User id.
        pub user: String,
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
pub(crate) fn vault_state(app: &mut App, _: VaultStateRequest, now: Now) -> Result<VaultState, Failure> {
    let users = store::Vault::users(&app.dir)?;
    let vault = app.vault.as_ref();
    let place = vault.map(store::Vault::device_place).transpose()?;
    Ok(VaultState {
        exists: users.is_some(),
        unlocked: vault.is_some(),
        wait: if users.is_some() {
            store::attempts::wait(&app.dir, now)?
        } else {
            0
        },
        users: users.unwrap_or_default().iter().map(user_view).collect(),
        user: vault.map(|vault| user_view(vault.user())),
        version: env!("CARGO_PKG_VERSION").into(),
        vault: store::vault_id(&app.dir)?
            .map(|id| crate::keys::short(&id))
            .unwrap_or_default(),
        sheet: vault
            .map(store::Vault::recovery_made)
            .transpose()?
            .flatten()
            .unwrap_or_default(),
        device: match place {
            Some(store::Place::Keychain) => "keychain",
            Some(store::Place::File) => "file",
            _ => "nowhere",
        }
        .into(),
        cost: vault.map(|vault| cost(vault.kdf())).unwrap_or_default(),
    })
}

fn cost(kdf: store::Kdf) -> String {
    format!("Argon2id，{} MiB 内存，{} 遍", kdf.memory_kib / 1024, kdf.passes)
}

pub(crate) fn strong(passphrase: &str) -> Result<(), Failure> {
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
    app.vault = Some(store::Vault::create_on(
        &app.machine,
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
    let machine = app.machine.clone();
    let dir = app.dir.clone();
    enter(app, &request.user, now, |now| {
        store::Vault::unlock_on(&machine, &dir, &request.user, &request.passphrase, now)
    })?;
    vault_state(app, VaultStateRequest {}, now)
}

/// One attempt to get in, as somebody: counted, slowed, told to whoever gets in.
pub(crate) fn enter(
    app: &mut App,
    who: &str,
    now: Now,
    attempt: impl FnOnce(Now) -> Result<store::Vault, store::Error>,
) -> Result<(), Failure> {
    if store::Vault::users(&app.dir)?.is_none() {
        return Err(Failure::new(Code::NotFound, "这个文件夹中还没有保险库，请先创建。", ""));
    }
    store::attempts::begin(&app.dir, who, now)?;
    let vault = match attempt(now) {
        Ok(vault) => vault,
        Err(error) => {
            if !matches!(error.kind, store::Kind::WrongPassphrase | store::Kind::WrongSheet) {
                store::attempts::forgive(&app.dir, now)?;
            }
            return Err(error.into());
        }
    };
    let (failures, tried) = store::attempts::succeeded(&app.dir, now)?;
    if failures > 0 {
        let span = match (tried.first(), tried.last()) {
            (Some(first), Some(last)) => format!("（{}至{}）", minute(&first.at), minute(&last.at)),
            _ => String::new(),
        };
        vault.note(now, "attempt", &format!("此前口令或者恢复表输错{failures}次{span}"))?;
    }
    vault.note(now, "unlock", "解锁")?;
    app.vault = Some(vault);
    app.rekeying = true;
    if let Err(failure) = crate::bundle::take(app) {
        lock(app, Lock {}, now)?;
        return Err(failure);
    }
    Ok(())
}

/// 2026-11-30 09:15 of an RFC 3339 moment.
fn minute(at: &str) -> String {
    at.get(..16).unwrap_or_default().replace('T', " ")
}

/// Closes the vault and forgets every case.
pub(crate) fn lock(app: &mut App, _: Lock, now: Now) -> Result<VaultState, Failure> {
    app.open.clear();
    (app.rules, app.staged, app.sweep) = (None, None, None);
    (app.people, app.sheet, app.audits) = (None, None, None);
    app.set = None;
    app.backups.stop();
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

/// Gives a user another role; lawyers only.
pub(crate) fn set_role(app: &mut App, request: SetRole, now: Now) -> Result<VaultState, Failure> {
    app.vault()?.set_role(&request.user, request.role.into(), now)?;
    vault_state(app, VaultStateRequest {}, now)
}

/// Removes a user; lawyers only.
pub(crate) fn remove_user(app: &mut App, request: RemoveUser, now: Now) -> Result<VaultState, Failure> {
    app.open.clear();
    // A backup on its way is under the key that is about to change.
    app.backups.stop();
    app.vault()?.remove_user(&request.user, now)?;
    app.rekeying = true;
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
            Kind::WrongSheet => Code::WrongSheet,
            Kind::NoDevice => Code::NoDevice,
            Kind::Wait => Code::Wait,
            Kind::Damaged => Code::Damaged,
            Kind::Newer => Code::Newer,
            Kind::InUse => Code::InUse,
            Kind::Stale => Code::Stale,
            Kind::NotFound => Code::NotFound,
            Kind::Exists | Kind::Invalid => Code::Invalid,
            Kind::Io | Kind::Absent | Kind::Stopped => Code::Io,
        };
        Failure::new(code, error.message, "")
    }
}
