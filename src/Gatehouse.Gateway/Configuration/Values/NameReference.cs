namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A name that must stand elsewhere in the file.</summary>
/// <param name="Kind">The key under which it stands: <c>upstreams</c>, <c>providers</c>, <c>roles</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Location">Where it is referred to.</param>
internal sealed record NameReference(string Kind, string Name, ConfigurationLocation Location)
{
    public void Report(ProblemList problems, IReadOnlyList<string> known)
    {
        var thing = Kind[..^1];
        var fix =
            NearestName.Question(Name, known)
            ?? (
                known.Count == 0
                    ? $"Add it under `{Kind}`."
                    : $"Known: {string.Join(", ", known.Take(10).Select(Excerpt.Of))}."
            );
        if (Kind == "roles")
        {
            // A role may be given to users without giving permissions: an unlisted one works, and is often a slip.
            problems.Warn(
                "role-unknown",
                Location,
                $"`{Location.KeyPath}` names the role `{Excerpt.Of(Name)}`, which is not listed under `roles`: only users who are given it by that very name pass.",
                fix
            );
        }
        else
        {
            problems.Error(
                $"{thing}-unknown",
                Location,
                $"`{Location.KeyPath}` names the {thing} `{Excerpt.Of(Name)}`, which is not there.",
                fix
            );
        }
    }
}
