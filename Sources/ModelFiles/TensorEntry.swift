/// What the header says of one tensor; offsets count bytes from the start of the body.
struct TensorEntry {
  let name: String
  let type: TensorType
  let shape: [Int]
  let begin: Int
  let end: Int

  init(name: String, json: HeaderJSON) throws(ModelFileError) {
    guard case .object(let members) = json else {
      throw .malformedTensor(tensor: name, found: json.kind, expected: "an object")
    }
    let fields = try Self.fields(of: name, members)
    guard let type = TensorType(rawValue: fields.dtype) else {
      throw .unknownType(tensor: name, found: fields.dtype)
    }
    self.name = name
    self.type = type
    shape = try Self.shape(of: name, fields.shape)
    (begin, end) = try Self.offsets(of: name, fields.offsets)
    let expected = try Self.byteCount(of: name, type: type, shape: shape)
    guard begin <= end else {
      throw .reversedOffsets(tensor: name, begin: begin, end: end)
    }
    guard end - begin == expected else {
      throw .sizeMismatch(tensor: name, found: end - begin, expected: expected)
    }
  }

  private static func fields(
    of name: String, _ members: [(String, HeaderJSON)]
  ) throws(ModelFileError) -> (dtype: String, shape: [HeaderJSON], offsets: [HeaderJSON]) {
    var dtype: String?
    var shape: [HeaderJSON]?
    var offsets: [HeaderJSON]?
    for (key, value) in members {
      switch (key, value) {
      case ("dtype", .string(let string)) where dtype == nil: dtype = string
      case ("shape", .array(let array)) where shape == nil: shape = array
      case ("data_offsets", .array(let array)) where offsets == nil: offsets = array
      default:
        throw .malformedTensor(
          tensor: name, found: "\(value.kind) at '\(key)'",
          expected: "dtype (a string), shape and data_offsets (arrays), once each")
      }
    }
    guard let dtype, let shape, let offsets else {
      let absent = dtype == nil ? "dtype" : shape == nil ? "shape" : "data_offsets"
      throw .malformedTensor(
        tensor: name, found: "no \(absent)", expected: "dtype, shape and data_offsets")
    }
    return (dtype, shape, offsets)
  }

  private static func shape(
    of name: String, _ sizes: [HeaderJSON]
  ) throws(ModelFileError) -> [Int] {
    var shape = [Int]()
    for size in sizes {
      guard case .number(let digits) = size, let number = Int(digits), number >= 0 else {
        throw .badShape(tensor: name, found: size.text)
      }
      shape.append(number)
    }
    return shape
  }

  private static func offsets(
    of name: String, _ array: [HeaderJSON]
  ) throws(ModelFileError) -> (Int, Int) {
    let expected = "two whole numbers from 0"
    guard array.count == 2 else {
      throw .malformedTensor(
        tensor: name, found: "\(array.count) data_offsets", expected: expected)
    }
    var numbers = [Int]()
    for element in array {
      guard case .number(let digits) = element, let number = Int(digits), number >= 0 else {
        throw .malformedTensor(
          tensor: name, found: "\(element.text) in data_offsets", expected: expected)
      }
      numbers.append(number)
    }
    return (numbers[0], numbers[1])
  }

  private static func byteCount(
    of name: String, type: TensorType, shape: [Int]
  ) throws(ModelFileError) -> Int {
    var count = type.byteSize
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else {
        throw .shapeTooLarge(tensor: name, shape: shape)
      }
      count = product
    }
    return count
  }

  /// Checks that the tensors fill the body, each beginning where the one before it ends.
  static func checkTiling(of entries: [TensorEntry], bodyBytes: Int) throws(ModelFileError) {
    var end = 0
    var previous = ""
    for entry in entries.sorted(by: { ($0.begin, $0.end, $0.name) < ($1.begin, $1.end, $1.name) }) {
      guard entry.begin == end else {
        if entry.end > bodyBytes {
          throw .outOfRange(tensor: entry.name, end: entry.end, bodyBytes: bodyBytes)
        }
        if entry.begin > end {
          throw .gap(tensor: entry.name, begin: entry.begin, expected: end)
        }
        throw .overlap(
          tensor: entry.name, begin: entry.begin, previous: previous, previousEnd: end)
      }
      end = entry.end
      previous = entry.name
    }
    guard end <= bodyBytes else {
      throw .bodyTruncated(found: bodyBytes, expected: end)
    }
    guard end == bodyBytes else {
      throw .trailingBytes(count: bodyBytes - end)
    }
  }
}
