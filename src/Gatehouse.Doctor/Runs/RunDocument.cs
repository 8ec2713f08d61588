using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gatehouse.Doctor.Diagnoses;

namespace Gatehouse.Doctor.Runs;

/// <summary>A run as it stands in its file: rid of secrets and bounded.</summary>
internal sealed record RunDocument
{
    /// <summary>What <see cref="Format"/> says.</summary>
    public const string FormatName = "gatehouse-doctor-run";

    /// <summary>The version that is written; older ones can be read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>How it stands in a file.</summary>
    public static JsonSerializerOptions Json { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            WriteIndented = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>When the run was, by its machine's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public Verdict? Verdict { get; init; }

    public IReadOnlyList<RunDiagnosis> Diagnoses { get; init; } = [];

    /// <summary>Whether requests went through a forward proxy.</summary>
    public bool Proxy { get; init; }

    /// <summary>What the token that was sent says of its time.</summary>
    public RunToken? Token { get; init; }

    /// <summary>The number of the exchange that is asked about.</summary>
    public int? Main { get; init; }

    public required IReadOnlyList<RunExchange> Exchanges { get; init; }
}
