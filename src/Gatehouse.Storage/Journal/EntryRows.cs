using System.Data;
using System.Text.Json;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>Entries as rows and back.</summary>
internal static class EntryRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Select = """
        SELECT sequence, client, reference, cause, status, at, node, method, host, target, route, user_name,
               credential_tag, scheme, user_agent, trail, cured_at, cured_by
        FROM refusal
        """;

    /// <summary>The place of the client's address in <see cref="Select"/>.</summary>
    public const int Client = 1;

    /// <summary>The statement that keeps one entry; a reference that is kept already stays as it is.</summary>
    public const string Insert = """
        INSERT INTO refusal (client, reference, cause, status, at, node, method, host, target, route, user_name,
                             credential_tag, scheme, user_agent, trail)
        VALUES (@client, @reference, @cause, @status, @at, @node, @method, @host, @target, @route, @user_name,
                @credential_tag, @scheme, @user_agent, @trail)
        ON CONFLICT (reference) DO NOTHING
        """;

    /// <summary>The parameters of <see cref="Insert"/>, in the order of <see cref="Values"/>.</summary>
    public static readonly string[] Parameters =
    [
        "@client",
        "@reference",
        "@cause",
        "@status",
        "@at",
        "@node",
        "@method",
        "@host",
        "@target",
        "@route",
        "@user_name",
        "@credential_tag",
        "@scheme",
        "@user_agent",
        "@trail",
    ];

    // Above what makers of entries cut to themselves, so that nothing is cut twice.
    private const int Short = 512;
    private const int Long = 4096;

    /// <summary>The entry with every text made safe to print and bounded, and nothing that nobody may see.</summary>
    public static JournalEntry Bounded(JournalEntry entry) =>
        entry with
        {
            Method = PrintableText.Of(entry.Method, Short),
            Host = PrintableText.OrNull(entry.Host, Short),
            Target = PrintableText.Of(entry.Target, Long),
            Route = PrintableText.OrNull(entry.Route, Short),
            Client = PrintableText.OrNull(entry.Client, Short),
            User = PrintableText.OrNull(entry.User, Short),
            Scheme = PrintableText.OrNull(entry.Scheme, Short),
            UserAgent = PrintableText.OrNull(entry.UserAgent, Short),
            Trail = [.. entry.Trail.Select(Bounded)],
        };

    /// <summary>The values of <see cref="Parameters"/>.</summary>
    public static object?[] Values(JournalEntry entry) =>
        [
            entry.Client,
            entry.Reference,
            entry.Cause.Id,
            entry.Status,
            UnixTime.From(entry.At),
            entry.Node,
            entry.Method,
            entry.Host,
            entry.Target,
            entry.Route,
            entry.User,
            entry.CredentialTag,
            entry.Scheme,
            entry.UserAgent,
            JsonSerializer.Serialize(entry.Trail, StoredJson.Default.IReadOnlyListJournalStep),
        ];

    /// <summary>The entry of the present row, or null where this program does not know its cause.</summary>
    public static StoredJournalEntry? Read(IDataReader row)
    {
        if (Causes.Find(row.GetString(3)) is not { } cause)
        {
            return null;
        }

        JournalEntry entry = new()
        {
            Client = Text(row, Client),
            Reference = row.GetString(2),
            Cause = cause,
            Status = row.GetInt32(4),
            At = UnixTime.To(row.GetInt64(5)),
            Node = row.GetInt32(6),
            Method = row.GetString(7),
            Host = Text(row, 8),
            Target = row.GetString(9),
            Route = Text(row, 10),
            User = Text(row, 11),
            CredentialTag = Text(row, 12),
            Scheme = Text(row, 13),
            UserAgent = Text(row, 14),
            Trail = JsonSerializer.Deserialize(row.GetString(15), StoredJson.Default.IReadOnlyListJournalStep) ?? [],
            CuredAt = row.IsDBNull(16) ? null : UnixTime.To(row.GetInt64(16)),
            CuredBy = Text(row, 17) is { } change ? CureChanges.Find(change) : null,
        };
        return new(row.GetInt64(0), entry);
    }

    private static string? Text(IDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static JournalStep Bounded(JournalStep step)
    {
        // Most steps found nothing to tell, and say so in words of ours.
        var reason = PrintableText.OrNull(step.Reason, Long);
        return step.Evidence.Count == 0 && ReferenceEquals(reason, step.Reason)
            ? step
            : step with
            {
                Reason = reason,
                Evidence =
                [
                    .. step
                        .Evidence.Where(evidence => evidence.SeenBy != Disclosure.Nobody)
                        .Select(evidence => evidence with { Value = PrintableText.Of(evidence.Value, Long) }),
                ],
            };
    }
}
