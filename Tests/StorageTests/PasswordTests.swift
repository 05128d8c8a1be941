import Testing

@testable import Storage

@Suite struct `A database's password` {
  @Test(arguments: [
    ("postgres://senim:horse@host/line", "postgres://senim:***@host/line"),
    ("postgres://senim:ho@rse@host:5432/line", "postgres://senim:***@host:5432/line"),
    (
      "postgres://host/line?password=ho@rse&sslmode=require",
      "postgres://host/line?password=***&sslmode=require"
    ),
    (
      "postgresql://senim:horse@host/line?sslpassword=battery",
      "postgresql://senim:***@host/line?sslpassword=***"
    ),
    ("postgres://senim@host:5432/line", "postgres://senim@host:5432/line"),
    ("postgres://host:5432/line?user=senim", "postgres://host:5432/line?user=senim"),
  ])
  func `is left out where the address is shown`(address: String, shown: String) throws {
    #expect(try DatabaseLocation(address).description == shown)
  }

  /// libpq quotes an address that it cannot read.
  @Test(arguments: [
    "postgres://u:correct%zzhorse@127.0.0.1:1/d", "postgres://u:correcthorse@[::1/d",
    "postgres://127.0.0.1:1/d?password=correct%zzhorse", "postgres://u:correcthorse@127.0.0.1:x/d",
    "postgres://u:correcthorse@127.0.0.1:1/d?bogus=1",
  ])
  func `is not in the error of an address that cannot be read`(address: String) {
    let error = #expect(throws: StorageError.self) {
      try PostgreSQLConnection(url: address, settings: .patient, isReader: false)
    }
    #expect(error?.description.hasPrefix("database unavailable: ") == true)
    #expect(error?.description.contains("correct") == false)
    #expect(error?.description.contains("horse") == false)
  }
}
