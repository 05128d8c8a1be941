import Foundation
import ServiceLifecycle
import Storage

extension Store {
  /// The store that the settings name, with the key for call-backs.
  static func open(settings: ServerSettings) async throws -> Store {
    var storeSettings = StoreSettings()
    storeSettings.durability = settings.storage.durability == .full ? .powerCut : .process
    return try await Store(
      DatabaseLocation(settings.database), settings: storeSettings,
      callbackKey: try CallbackKeyFile.key(settings.storage), time: Timestamp(Date()))
  }

  /// The same for commands that look into what is stored: where there is no database they make none.
  static func openExisting(settings: ServerSettings) async throws -> Store {
    if case .sqlite(let path) = try DatabaseLocation(settings.database),
      !FileManager.default.fileExists(atPath: path)
    {
      throw StorageError.unavailable(reason: "there is no file \(path)")
    }
    return try await open(settings: settings)
  }
}

/// Closes the store after everything that writes to it has stopped: it is the first service to start
/// and so the last to end.
struct StoreClosing: Service {
  let store: Store

  func run() async throws {
    try? await gracefulShutdown()
    await store.close()
  }
}

/// The key that seals call-backs: from the settings, else from a file that is made once.
enum CallbackKeyFile {
  static func key(_ settings: StorageSettings) throws -> CallbackKey {
    if let base64 = settings.callbackKey { return try CallbackKey(base64: base64) }
    let path = settings.callbackKeyFile
    if FileManager.default.fileExists(atPath: path) {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return try CallbackKey(base64: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    var generator = SystemRandomNumberGenerator()
    let bytes = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    // Made with nobody else's rights from the start, and never over a file of somebody else's.
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data((bytes.base64EncodedString() + "\n").utf8),
        attributes: [.posixPermissions: 0o600])
    else { throw StorageError.invalidCallbackKey(reason: "cannot write \(path)") }
    return try CallbackKey(bytes: bytes)
  }
}
