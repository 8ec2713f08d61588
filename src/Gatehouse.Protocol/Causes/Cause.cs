namespace Gatehouse.Protocol.Causes;

/// <summary>
/// One reason for which a request can be refused. Entries live in <see cref="Causes"/> and nowhere else, so they are
/// compared by reference.
/// </summary>
public sealed class Cause
{
    private readonly Cause? _public;

    internal Cause(string id, ushort number, int status, Party fixedBy, NextStep next)
    {
        Id = id;
        Number = number;
        Status = status;
        FixedBy = fixedBy;
        Next = next;
    }

    /// <summary>The stable id, <c>family.name</c>.</summary>
    public string Id { get; }

    /// <summary>The stable number that references carry. Never reused.</summary>
    public ushort Number { get; }

    /// <summary>
    /// The status code of RFC 9110 that the gateway answers. For a cause that is only seen from outside, the status it
    /// most often comes with; 0 where there is no answer at all.
    /// </summary>
    public int Status { get; }

    /// <summary>The OAuth error code for a Bearer challenge (RFC 6750 section 3.1, RFC 9470) or token answer (RFC 6749 section 5.2); null where there is none.</summary>
    public string? OAuthError { get; internal init; }

    /// <summary>The number that IIS gives this refusal, such as <c>401.1</c>; null where it has none.</summary>
    public string? IisSubstatus { get; internal init; }

    /// <summary>The status code for gRPC: 16 unauthenticated, 7 permission denied, 8 resource exhausted or 14 unavailable.</summary>
    public int GrpcStatus =>
        Status switch
        {
            400 when OAuthError is not null => 16,
            401 or 407 => 16,
            429 => 8,
            0 or >= 500 => 14,
            _ => 7,
        };

    /// <summary>Who can remove this cause first.</summary>
    public Party FixedBy { get; }

    /// <summary>What the caller's program does next.</summary>
    public NextStep Next { get; }

    /// <summary>
    /// The cause that outsiders see: itself, unless its detail would help an attacker. Status, texts, challenges and
    /// time of the answer are then those of the public cause.
    /// </summary>
    public Cause Public
    {
        get => _public ?? this;
        internal init => _public = value;
    }

    /// <summary>Whether a masked cause is told nevertheless to somebody who has just given the right password.</summary>
    public bool ToldToOwner { get; internal init; }

    /// <summary>Whether only the doctor names this cause, seeing it from outside; the gateway never decides it.</summary>
    public bool OutsideOnly { get; internal init; }

    /// <summary>The part of the id before the dot.</summary>
    public string Family => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The path of the page that explains this cause, under the default prefix: the problem's <c>type</c>.</summary>
    public string TypePath => "/_gatehouse/causes/" + Id;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
