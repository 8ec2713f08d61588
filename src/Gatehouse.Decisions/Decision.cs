using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;

namespace Gatehouse.Decisions;

/// <summary>
/// One decision under way: the facts, and what the checks have established so far. Used by one request at a time; may be
/// reset and used again, so that deciding allocates nothing.
/// </summary>
public sealed class Decision
{
    private const int MaximumSteps = 24;

    private readonly TrailStep[] _steps = new TrailStep[MaximumSteps];
    private readonly List<(UInt128 Key, Finding Finding)> _judged = [];
    private readonly List<(UInt128 Key, bool Repeated)> _noted = [];
    private int _count;
    private readonly List<IDisposable> _held = [];
    private readonly List<LimitUse> _uses = [];

    /// <summary>The site.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>The request.</summary>
    public RequestFacts Facts { get; private set; } = null!;

    /// <summary>The route that is being decided on, or null where none fits.</summary>
    public Route? Route { get; private set; }

    /// <summary>The place of <see cref="Route"/> in the table, or -1.</summary>
    public int Place { get; private set; } = -1;

    /// <summary>The credentials found, once the check for them has passed.</summary>
    public PresentedCredentials? Presented { get; set; }

    /// <summary>Who it is, once authenticated.</summary>
    public Principal? Principal { get; set; }

    /// <summary>The fields that the answer carries where the request is granted (RFC 7615); the host writes them.</summary>
    public IReadOnlyList<HeaderLine> AnswerFields { get; set; } = [];

    /// <summary>Whether the same credentials have failed here before.</summary>
    public bool Repeated { get; set; }

    /// <summary>Whether the credentials were verified for this request, and not remembered from before.</summary>
    public bool Verified { get; set; }

    /// <summary>Whether the caller has just given the right password of the account that is refused.</summary>
    public bool ToldToOwner { get; set; }

    /// <summary>The user known to the store whom the credentials name, for the journal; null where there is none.</summary>
    public string? KnownUser { get; set; }

    /// <summary>Whether this is a preflight that the gateway answers itself.</summary>
    public bool IsPreflight { get; set; }

    /// <summary>The checks asked so far, in order.</summary>
    public ReadOnlySpan<TrailStep> Steps => _steps.AsSpan(0, _count);

    /// <summary>Makes this the decision about another request.</summary>
    public void Reset(Site site, RequestFacts facts)
    {
        Site = site;
        Facts = facts;
        _judged.Clear();
        _noted.Clear();
        KnownUser = null;
        Enter(-1);
        Array.Clear(_steps, 0, _count);
        _count = 0;
    }

    /// <summary>Gives back what was held for the time of the request (places among the concurrent ones).</summary>
    public void Release()
    {
        for (var i = 0; i < _held.Count; i++)
        {
            _held[i].Dispose();
        }

        _held.Clear();
    }

    /// <summary>What was counted of the request against the route's limits, for the caller to see.</summary>
    public IReadOnlyList<LimitUse> Uses => _uses;

    /// <summary>The fields that tell the caller of <see cref="Uses"/>.</summary>
    public IReadOnlyList<HeaderLine> LimitFields => Admission.LimitFields.Of(_uses);

    /// <summary>Holds something until the request has ended, or another route is asked.</summary>
    internal void Hold(IDisposable lease) => _held.Add(lease);

    internal void Enter(int place)
    {
        Release();
        _uses.Clear();
        Place = place;
        Route = place < 0 ? null : Site.Routes.All[place];
        Presented = null;
        Principal = null;
        AnswerFields = [];
        Repeated = false;
        Verified = false;
        ToldToOwner = false;
        IsPreflight = false;
    }

    // For verifying only: the place stays, so that nothing is forwarded by a route entered this way.
    internal void EnterForVerification(Route route)
    {
        Enter(-1);
        Route = route;
    }

    internal void Count(in LimitUse use) => _uses.Add(use);

    internal void Cut(int steps)
    {
        Array.Clear(_steps, steps, _count - steps);
        _count = steps;
    }

    internal void Add(string check, Finding finding, long microseconds)
    {
        if (_count < MaximumSteps)
        {
            _steps[_count++] = new TrailStep(check, finding, microseconds);
        }
    }

    // A credential is judged once in a decision, also where a hidden route makes it be asked about again.
    internal Finding? Judged(UInt128 key)
    {
        foreach (var (known, finding) in _judged)
        {
            if (known == key)
            {
                return finding;
            }
        }

        return null;
    }

    internal void Judge(UInt128 key, Finding finding) => _judged.Add((key, finding));

    // A failure counts once in a decision too: asked about twice, a first failure would look like a repeated one, and
    // so tell of the hidden route.
    internal bool? Noted(UInt128 key)
    {
        foreach (var (known, repeated) in _noted)
        {
            if (known == key)
            {
                return repeated;
            }
        }

        return null;
    }

    internal bool Note(UInt128 key, bool repeated)
    {
        _noted.Add((key, repeated));
        return repeated;
    }
}
