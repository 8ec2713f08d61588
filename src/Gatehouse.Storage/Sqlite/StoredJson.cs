using System.Text.Json.Serialization;
using Gatehouse.Decisions.Journal;

namespace Gatehouse.Storage.Sqlite;

/// <summary>The shapes that are kept as JSON text.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<JournalStep>))]
internal sealed partial class StoredJson : JsonSerializerContext;
