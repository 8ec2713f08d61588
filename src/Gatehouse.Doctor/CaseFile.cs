using System.Net;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor;

/// <summary>
/// All that is known about one refusal: what was given, and what the doctor saw itself. Rules read it, probes add to it.
/// </summary>
public sealed class CaseFile
{
    private readonly List<Exchange> _exchanges = [];
    private readonly Dictionary<Type, object> _notes = [];

    /// <summary>The time by which things are judged: this machine's, or that of a recording.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The address that is asked about; null where none is known.</summary>
    public Uri? Target => Subject?.Url;

    /// <summary>The request that is asked about; null where only an answer, a log or a file was given.</summary>
    public SentRequest? Subject { get; set; }

    /// <summary>Whether a method that may change something was asked for and may be sent.</summary>
    public bool MayChange { get; set; }

    /// <summary>
    /// What the doctor sends in its place: the same, with GET for a method that may change something (RFC 9110 section
    /// 9.2.1), unless that was asked for.
    /// </summary>
    public SentRequest? Probed =>
        Subject is not { MayChange: true } || MayChange ? Subject : Subject with { Method = "GET", Body = null };

    /// <summary>The second pair of credentials to compare with; null where none was given.</summary>
    public SuppliedCredential? Second { get; set; }

    /// <summary>The credentials of <see cref="Subject"/>, those of fields first.</summary>
    public IReadOnlyList<SuppliedCredential> Credentials => Subject is null ? [] : CredentialPlaces.In(Subject);

    /// <summary>All requests and answers in the order in which they happened; those that were given come first.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>The forward proxy that requests go through; null for none.</summary>
    public string? Proxy { get; set; }

    /// <summary>The address to connect to in place of what the host's name resolves to; null for none.</summary>
    public IPAddress? ConnectTo { get; set; }

    /// <summary>Loose text that was given: a message, a console's output, a page. Empty where there is none.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>
    /// Whether what was given shows no refusal at all, so that it is healthy where there is no clue to anything; null where
    /// the exchanges tell.
    /// </summary>
    public bool? Sound { get; set; }

    /// <summary>Adds an exchange and numbers it.</summary>
    public Exchange Add(Exchange exchange)
    {
        var numbered = exchange with { Number = _exchanges.Count + 1 };
        _exchanges.Add(numbered);
        return numbered;
    }

    /// <summary>The first exchange that was sent with this intent, or null.</summary>
    public Exchange? First(ProbeIntent intent) => _exchanges.Find(exchange => exchange.Intent == intent);

    /// <summary>All exchanges of this intent.</summary>
    public IEnumerable<Exchange> All(ProbeIntent intent) => _exchanges.Where(exchange => exchange.Intent == intent);

    /// <summary>The exchange that the reader of a recording found to be asked about; null where it did not choose.</summary>
    public Exchange? Asked { get; set; }

    /// <summary>
    /// The exchange that is asked about: the doctor's own with the credentials as given, otherwise the last refusal among
    /// what was given that no later answer settled, otherwise the last that was given.
    /// </summary>
    public Exchange? Main =>
        First(ProbeIntent.Supplied)
        ?? Asked
        ?? _exchanges.FindLast(exchange =>
            exchange.Intent == ProbeIntent.Given
            && exchange.Answer is { Status: >= 400 }
            && !FirstLegs.IsSettled(exchange, _exchanges)
        )
        ?? _exchanges.FindLast(exchange => exchange.Intent == ProbeIntent.Given)
        ?? First(ProbeIntent.Anonymous);

    /// <summary>What one kind of input found beyond exchanges (a curl line's options, a log's counts); null where there was none.</summary>
    public T? Note<T>()
        where T : class => _notes.GetValueOrDefault(typeof(T)) as T;

    /// <summary>Keeps such a note; one of a kind.</summary>
    public void Keep<T>(T note)
        where T : class => _notes[typeof(T)] = note;
}
