using Dapper;
using Gatehouse.Decisions.Journal;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>A query as SQL, newest first; addresses are left to the reader of the rows.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Parameters">Its values.</param>
internal sealed record JournalFilter(string Sql, DynamicParameters Parameters)
{
    /// <summary>The statement for a query.</summary>
    public static JournalFilter Of(JournalQuery query)
    {
        List<string> conditions = ["sequence > @after"];
        DynamicParameters parameters = new();
        parameters.Add("after", query.After);
        if (query.Since is { } since)
        {
            conditions.Add("at >= @since");
            parameters.Add("since", UnixTime.From(since));
        }

        if (query.Cause is { } cause)
        {
            AddCause(cause, conditions, parameters);
        }

        if (query.User is { } user)
        {
            conditions.Add("user_name = @user");
            parameters.Add("user", user);
        }

        if (query.Route is { } route)
        {
            conditions.Add("route = @route");
            parameters.Add("route", route);
        }

        return new($"{EntryRows.Select} WHERE {string.Join(" AND ", conditions)} ORDER BY sequence DESC", parameters);
    }

    private static void AddCause(string cause, List<string> conditions, DynamicParameters parameters)
    {
        if (!cause.EndsWith(".*", StringComparison.Ordinal))
        {
            conditions.Add("cause = @cause");
            parameters.Add("cause", cause);
            return;
        }

        // Everything that starts with the family and its dot; the slash is the character after the dot.
        conditions.Add("cause >= @family AND cause < @beyond");
        parameters.Add("family", cause[..^1]);
        parameters.Add("beyond", cause[..^2] + "/");
    }
}
