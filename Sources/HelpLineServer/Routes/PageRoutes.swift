import Hummingbird

/// The web chat's files.
struct PageRoutes {
  let assets = WebAssets()

  var routes: [Route] {
    assets.assets.sorted { $0.key < $1.key }.map { path, asset in
      Route(.get, path) { request, _ in asset.response(to: request) }
    }
  }
}
