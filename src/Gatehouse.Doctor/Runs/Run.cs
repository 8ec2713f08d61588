using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Runs;

/// <summary>One run of the doctor, without secrets: a saved one, or the present one seen the same way.</summary>
internal sealed record Run
{
    /// <summary>When it was, by its machine's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it concluded; null while it lasts.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The causes that it named, the likeliest first.</summary>
    public IReadOnlyList<RunDiagnosis> Diagnoses { get; init; } = [];

    /// <summary>Whether requests went through a forward proxy.</summary>
    public bool ThroughProxy { get; init; }

    /// <summary>What the token that was sent says of its time; null where none could be read.</summary>
    public RunToken? Token { get; init; }

    /// <summary>All requests and answers.</summary>
    public required IReadOnlyList<Exchange> Exchanges { get; init; }

    /// <summary>The one that is asked about.</summary>
    public Exchange? Main { get; init; }

    /// <summary>When the request that is asked about was sent.</summary>
    public DateTimeOffset When => Main?.At ?? At;

    /// <summary>Whether the request was granted.</summary>
    public bool Granted => Main?.Answer is { IsSuccess: true };

    /// <summary>Whether it was refused, or did not arrive at all.</summary>
    public bool Refused =>
        Main is { Answer.Status: >= 400 } or { Answer: null, Failure: not null }
        || (Main is not null && Places.LocationOf(Main) is { } place && (Places.IsSignIn(place) || IsElsewhere(place)));

    /// <summary>The address that answered; null where a forward proxy hides it.</summary>
    public string? ServerAddress => ThroughProxy ? null : Main?.Answer?.Address;

    /// <summary>The same request without credentials.</summary>
    public Exchange? Anonymous => Exchanges.FirstOrDefault(exchange => exchange.Intent == ProbeIntent.Anonymous);

    /// <summary>Whether this place is another host than that of the request.</summary>
    public bool IsElsewhere(Uri place) =>
        Main?.Request?.Url is { } from && !from.Host.Equals(place.Host, StringComparison.OrdinalIgnoreCase);
}
