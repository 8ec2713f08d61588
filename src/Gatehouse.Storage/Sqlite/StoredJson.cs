using System.Text.Json.Serialization;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Seeing;

namespace Gatehouse.Storage.Sqlite;

/// <summary>The shapes that are kept as JSON text.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<JournalStep>))]
[JsonSerializable(typeof(Alert))]
internal sealed partial class StoredJson : JsonSerializerContext;
