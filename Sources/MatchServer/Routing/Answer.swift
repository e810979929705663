import GroupMatching
import HTTPTypes
import Hummingbird

/// What a route answers where all went well.
struct Answer: Sendable {
  private enum Body: Sendable {
    case whole(ByteBuffer)
    case stream(@Sendable (inout any ResponseBodyWriter) async throws -> Void)
  }

  private let mediaType: String
  private let body: Body
  private var status = HTTPResponse.Status.ok

  /// One JSON object in one line with its end, as the command prints it.
  static func json(_ fields: JSONObject) -> Answer {
    bytes(ByteBuffer(line: fields), mediaType: "application/json")
  }

  /// The same for something that was not there before the request.
  static func created(_ fields: JSONObject) -> Answer {
    var answer = json(fields)
    answer.status = .created
    return answer
  }

  /// A body that is there as a whole.
  static func bytes(_ bytes: ByteBuffer, mediaType: String) -> Answer {
    Answer(mediaType: mediaType, body: .whole(bytes))
  }

  /// A body that comes bit by bit, as fast as it is taken.
  static func stream(
    mediaType: String, _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
  ) -> Answer {
    Answer(mediaType: mediaType, body: .stream(write))
  }

  /// The validator of the body; `nil` where it is streamed.
  var entityTag: EntityTag? {
    if case .whole(let bytes) = body { EntityTag(of: bytes) } else { nil }
  }

  var response: Response {
    let body =
      switch body {
      case .whole(let bytes): ResponseBody(byteBuffer: bytes)
      case .stream(let write): ResponseBody(write)
      }
    return Response(status: status, headers: [.contentType: mediaType], body: body)
  }
}

extension ByteBuffer {
  /// One JSON object in one line with its end.
  init(line fields: JSONObject) {
    self.init(bytes: JSONValue.object(fields).utf8)
    writeInteger(UInt8(ascii: "\n"))
  }
}
