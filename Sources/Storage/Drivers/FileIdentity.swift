internal import Glibc

/// Which file a path names: its device and inode.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let inode: UInt64

  /// Nil if there is no file at `path`.
  init?(path: String) {
    var status = stat()
    // SAFETY: `stat` writes one structure of this very type and keeps no pointer.
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}
