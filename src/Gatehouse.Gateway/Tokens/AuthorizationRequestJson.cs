using System.Text.Json.Serialization;

namespace Gatehouse.Gateway.Tokens;

/// <summary>The shape of a sealed authorization request.</summary>
[JsonSerializable(typeof(AuthorizationRequest))]
internal sealed partial class AuthorizationRequestJson : JsonSerializerContext;
