namespace Gatehouse.Doctor.Runs;

/// <summary>What two runs are compared by.</summary>
internal enum RunAspect
{
    /// <summary>When the request was sent.</summary>
    Time,

    /// <summary>The request, where it was not the same.</summary>
    Request,

    /// <summary>How it ended.</summary>
    Answer,

    /// <summary>How it ended without credentials.</summary>
    Anonymous,

    /// <summary>The address of the machine that it left from.</summary>
    From,

    /// <summary>The address that answered.</summary>
    Server,

    /// <summary>Whether a forward proxy was in between.</summary>
    Proxy,

    /// <summary>The product that answered.</summary>
    Product,

    /// <summary>The server's certificate.</summary>
    Certificate,

    /// <summary>How far the server's clock is from the machine's.</summary>
    Clock,

    /// <summary>When the token ends.</summary>
    Token,

    /// <summary>What the run named first.</summary>
    Diagnosis,
}
