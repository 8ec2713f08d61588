using System.Text.Json.Serialization;

namespace Gatehouse.Protocol.Causes;

/// <summary>Reads language files strictly: an unknown, missing or doubled member is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(LanguageFile))]
internal sealed partial class LanguageFileJson : JsonSerializerContext;
