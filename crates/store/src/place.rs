//! Where a vault may not lie: on another machine, or in a folder that something else copies while it is being written.

use crate::error::{Error, Kind};
use std::path::Path;

/// File systems of other machines, as Linux names them.
const REMOTE: [&str; 16] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "ceph",
    "glusterfs",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.s3fs",
];

/// Folders that are kept in step with a server, by a part of their name.
const SYNCED: [&str; 16] = [
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "com~apple~clouddocs",
    "nutstore",
    "坚果云",
    "百度网盘",
    "baidunetdisk",
    "baidusyncdisk",
    "百度云同步盘",
    "微云",
    "wps云盘",
    "wpsdrive",
    "阿里云盘",
];

/// Refuses a place where a vault would be torn or copied half written.
pub(crate) fn fits(dir: &Path) -> Result<(), Error> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    refused(dir, &mounts).map_or(Ok(()), |why| {
        Err(Error::new(
            Kind::Invalid,
            format!(
                "保险库不能放在{why}里：别的机器或者同步程序会在写到一半时复制它，可能损坏案件。请把整个保险库文件夹复制到本机硬盘的普通文件夹，从那里打开；要另存一份，请用“设置 › 备份”，备份可以放在那里。"
            ),
        ))
    })
}

/// What kind of place it is, when it is one of those.
fn refused(dir: &Path, mounts: &str) -> Option<&'static str> {
    let real = std::path::absolute(dir).unwrap_or_else(|_| dir.to_path_buf());
    let synced = real.components().any(|part| {
        let part = part.as_os_str().to_string_lossy().to_lowercase();
        // The name itself, or the name and an account after it: “OneDrive - 某某律师事务所”.
        SYNCED.iter().any(|name| {
            part.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '_', '(', '（']))
        })
    });
    if synced {
        return Some("网盘的同步文件夹");
    }
    // Device, root, mount point, options … - type: the longest mount point above the folder is the one it is on.
    let mounted = mounts.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        let kind = after.split(' ').next()?;
        real.starts_with(&point).then(|| (point.len(), kind.to_string()))
    });
    let (_, kind) = mounted.max_by_key(|(length, _)| *length)?;
    REMOTE.contains(&kind.as_str()).then_some("网络磁盘")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /mnt/office\\040share rw,relatime - cifs //server/share rw
41 22 0:41 / /home/li/nas rw - nfs4 server:/export rw
42 40 8:2 / /mnt/office\\040share/local rw - ext4 /dev/sdb1 rw
";

    #[test]
    fn a_vault_lies_on_a_disk_of_this_machine_and_in_no_folder_that_is_synced() {
        for (place, wanted) in [
            ("/home/li/vault", None),
            ("/home/li/nas/vault", Some("网络磁盘")),
            ("/home/li/nasty/vault", None),
            ("/mnt/office share/vault", Some("网络磁盘")),
            ("/mnt/office share/local/vault", None),
            ("/home/li/OneDrive/vault", Some("网盘的同步文件夹")),
            ("/home/li/OneDrive - 某律师事务所/vault", Some("网盘的同步文件夹")),
            ("/home/li/坚果云/案件/vault", Some("网盘的同步文件夹")),
            ("/home/li/Nutstore Files/vault", Some("网盘的同步文件夹")),
            ("/home/li/dropboxes/vault", None),
        ] {
            assert_eq!(refused(Path::new(place), MOUNTS), wanted, "{place}");
        }
        assert_eq!(refused(Path::new("/home/li/vault"), ""), None);
    }
}
