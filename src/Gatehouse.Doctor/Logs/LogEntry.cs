namespace Gatehouse.Doctor.Logs;

/// <summary>One line of a log, as far as it could be read: a request that was answered, or a message.</summary>
internal sealed record LogEntry
{
    /// <summary>When, in UTC; null where the line does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The status that was answered; 0 for a message.</summary>
    public int Status { get; init; }

    /// <summary>IIS's substatus; 0 where there is none.</summary>
    public int Substatus { get; init; }

    /// <summary>The Windows error beside it; 0 where there is none.</summary>
    public long Win32 { get; init; }

    /// <summary>The method; empty where it is not known.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>The path without its query; empty where it is not known.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Sets what is known of a request's target: its path, and whether its query holds credentials.</summary>
    public string Target
    {
        init
        {
            Path = LogWords.PathOf(value);
            QueryCredential = LogWords.QueryCredentialOf(value);
        }
    }

    /// <summary>The member of the query that holds credentials; empty where there is none.</summary>
    public string QueryCredential { get; init; } = string.Empty;

    /// <summary>The host that was asked; empty where it is not known.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>Whether the request carried Authorization; null where the line does not say.</summary>
    public bool? Carried { get; init; }

    /// <summary>The user's name as the server logged it; empty where there is none.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>The caller's address; empty where it is not known.</summary>
    public string Address { get; init; } = string.Empty;

    /// <summary>The caller's program; empty where it is not known.</summary>
    public string Agent { get; init; } = string.Empty;

    /// <summary>The server behind that answered; empty where it is not known.</summary>
    public string Backend { get; init; } = string.Empty;

    /// <summary>What the cache said, in capitals (<c>HIT</c>); empty where there is none.</summary>
    public string Cache { get; init; } = string.Empty;

    /// <summary>How long the answer took; null where the line does not say.</summary>
    public double? Seconds { get; init; }

    /// <summary>The message; empty for a request.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The server refused: the statuses that a lack of the right credentials is told by.</summary>
    public bool IsRefusal => Status is 401 or 403 or 407 or 419;

    /// <summary>The request was served or sent elsewhere.</summary>
    public bool IsSuccess => Status is >= 200 and < 400;

    /// <summary>The server failed.</summary>
    public bool IsServerFault => Status is >= 500 and < 600;
}
