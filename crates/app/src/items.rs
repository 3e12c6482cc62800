//! What every screen of items shares: one way to put and to take out.

use crate::failure::Failure;
use crate::session::{App, Now};
use case::{Body, Held, Item, ItemChange, ItemKey, Op};

/// An item put by the present user now.
pub(crate) fn put(app: &App, key: ItemKey, item: impl Into<Item>, now: Now) -> Result<ItemChange, Failure> {
    let held = Held {
        item: item.into(),
        by: app.user()?.name.clone(),
        at: now,
    };
    Ok(ItemChange {
        key,
        held: Some(Box::new(held)),
    })
}

/// An item taken out; the recycle bin keeps it.
pub(crate) fn out(key: ItemKey) -> ItemChange {
    ItemChange { key, held: None }
}

/// Writes changes of items that were made on a page that showed revision `seen`. `what` holds no client data.
pub(crate) fn write(
    app: &mut App,
    case: &str,
    changes: Vec<ItemChange>,
    what: &str,
    seen: u64,
    now: Now,
) -> Result<(), Failure> {
    app.change_since(case, now, Op::Put(changes), what, seen)
}

/// The item of that number, or a failure that names its kind.
pub(crate) fn of<'a, T: Body>(app: &'a mut App, case: &str, id: &str) -> Result<&'a T, Failure> {
    app.record(case)?
        .item::<T>(id)
        .ok_or_else(|| Failure::not_found(format!("这项{}", T::KIND.name())))
}
