//! 信息隔离墙 of a case: who is behind it, and who may set it.

use crate::cases::case_id;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::{Role, wire};

wire! {
    /// A user, and whether they may open the case.
    pub struct WallMember {
        /// User id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Role.
        pub role: Role,
        /// They may.
        pub inside: bool,
        /// The present user.
        pub me: bool,
    }

    /// The wall of a case.
    pub struct WallView {
        /// There is one.
        pub walled: bool,
        /// Everybody of the office.
        pub members: Vec<WallMember>,
        /// This user may change it.
        pub may: bool,
    }

    /// Asks for the wall of a case.
    pub struct WallRequest {
        /// Case id.
        pub case: String,
    }

    /// Walls a case off for these, or changes who is behind the wall.
    pub struct SetWall {
        /// Case id.
        pub case: String,
        /// User ids; the present user is one of them.
        pub members: Vec<String>,
    }
}

/// Who may open the case.
pub(crate) fn wall(app: &mut App, request: WallRequest, _: Now) -> Result<WallView, Failure> {
    let (may, me) = (app.is_lawyer(), app.user()?.id.clone());
    let case = case_id(&request.case)?;
    let vault = app.vault()?;
    let inside = vault.wall(&case)?;
    let members = vault.members()?.into_iter().map(|user| WallMember {
        inside: inside.as_ref().is_none_or(|inside| inside.contains(&user.id)),
        me: user.id == me,
        id: user.id,
        name: user.name,
        role: user.role.into(),
    });
    Ok(WallView {
        walled: inside.is_some(),
        members: members.collect(),
        may,
    })
}

/// Sets the wall; lawyers only.
pub(crate) fn set_wall(app: &mut App, request: SetWall, now: Now) -> Result<WallView, Failure> {
    let case = case_id(&request.case)?;
    app.record(&request.case)?;
    let everybody = app.vault()?.members()?;
    let chosen: Vec<String> = everybody
        .iter()
        .filter(|user| request.members.contains(&user.id))
        .map(|user| user.id.clone())
        .collect();
    if chosen.len() != request.members.len() {
        return Err(Failure::not_found("所选的用户"));
    }
    app.vault()?.set_wall(&case, &chosen, now)?;
    app.people = None;
    wall(app, WallRequest { case: request.case }, now)
}

/// Takes the wall down; lawyers only.
pub(crate) fn drop_wall(app: &mut App, request: WallRequest, now: Now) -> Result<WallView, Failure> {
    app.vault()?.drop_wall(&case_id(&request.case)?, now)?;
    app.people = None;
    wall(app, request, now)
}
