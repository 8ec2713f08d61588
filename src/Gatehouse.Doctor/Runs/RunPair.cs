using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Runs;

/// <summary>Two runs of the same request beside each other.</summary>
internal sealed class RunPair
{
    private static readonly string[] CredentialFields = ["Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization"];

    private RunPair(Run here, Run there, Exchange mainHere, Exchange mainThere)
    {
        Here = here;
        There = there;
        MainHere = mainHere;
        MainThere = mainThere;
    }

    public Run Here { get; }

    public Run There { get; }

    public Exchange MainHere { get; }

    public Exchange MainThere { get; }

    /// <summary>The run that was refused, where the other was granted; null where they ended alike.</summary>
    public Run? Refused =>
        Here.Refused && There.Granted ? Here
        : There.Refused && Here.Granted ? There
        : null;

    /// <summary>The other of <see cref="Refused"/>.</summary>
    public Run? Granted => Refused is null ? null : Other(Refused);

    /// <summary>The time between the two.</summary>
    public TimeSpan Apart => (Here.When - There.When).Duration();

    /// <summary>Whether both went to one address; null where one is not known.</summary>
    public bool? SameServer => Same(Here.ServerAddress, There.ServerAddress);

    /// <summary>Whether both came from one address; null where one is not known.</summary>
    public bool? SameMachine => Same(MainHere.From, MainThere.From);

    /// <summary>Whether the very same token was sent, as its times tell; null where there is none that can be read.</summary>
    public bool? SameToken =>
        Here.Token is { Expires: not null } one && There.Token is { Expires: not null } other ? one == other : null;

    /// <summary>Whether no credential was sent in either.</summary>
    public bool WithoutCredentials => Forms(MainHere).Count == 0 && Forms(MainThere).Count == 0;

    /// <summary>The pair of this case; null where nothing was given to compare with, or the requests are not the same.</summary>
    public static RunPair? In(CaseFile file) =>
        file.Note<ComparedRun>() is { } compared
        && compared.Here(file) is { Main: { } here } present
        && compared.There.Main is { } there
        && SameRequest(here, there)
            ? new RunPair(present, compared.There, here, there)
            : null;

    /// <summary>The other run.</summary>
    public Run Other(Run run) => ReferenceEquals(run, Here) ? There : Here;

    /// <summary>What a run ended with, in a word or two.</summary>
    public static string OutcomeOf(Run run) =>
        run.Main switch
        {
            { Answer: { } answer } => FormattableString.Invariant($"{answer.Status}"),
            { Failure: { } failure } => failure.Text,
            _ => "no answer",
        };

    /// <summary>The product that answered a run, where it was recognised well.</summary>
    public static Recognition? ProductOf(Run run) =>
        run.Main is { } main ? Recogniser.In(main).FirstOrDefault(product => product.Sureness >= 0.5) : null;

    // A query may hold what was removed; method, place and the form of the credentials are enough.
    private static bool SameRequest(Exchange one, Exchange other) =>
        one.Request is not { } first
        || other.Request is not { } second
        || (
            first.Method.Equals(second.Method, StringComparison.OrdinalIgnoreCase)
            && Place(first).Equals(Place(second), StringComparison.OrdinalIgnoreCase)
            && Forms(one).SetEquals(Forms(other))
        );

    private static string Place(SentRequest request) =>
        request.Url is { } url ? url.GetLeftPart(UriPartial.Path) : request.Target.Split('?')[0];

    private static HashSet<string> Forms(Exchange exchange) =>
        (exchange.Request?.Headers ?? HeaderLines.None)
            .Where(line => CredentialFields.Contains(line.Name, StringComparer.OrdinalIgnoreCase))
            .Select(line => line.Name + ' ' + (line.Name.StartsWith('C') ? string.Empty : line.Value.Split(' ')[0]))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool? Same(string? one, string? other) => one is null || other is null ? null : one == other;
}
