using System.Collections.Frozen;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Hands;

/// <summary>What the lab answers below its own prefix: the helping hands.</summary>
internal sealed class LabPages
{
    private readonly FrozenDictionary<string, Hand> _hands;

    public LabPages(IEnumerable<IExhibitFamily> families)
    {
        All = [.. families.SelectMany(family => family.Hands()).OrderBy(hand => hand.Name, StringComparer.Ordinal)];
        _hands = All.ToFrozenDictionary(hand => hand.Name, StringComparer.Ordinal);
    }

    /// <summary>Every helping hand, by name.</summary>
    public IReadOnlyList<Hand> All { get; }

    /// <summary>Answers where the path is one of ours; false otherwise.</summary>
    public async Task<bool> HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (
            !path.StartsWith(LabJudge.Prefix, StringComparison.Ordinal)
            || !_hands.TryGetValue(path[LabJudge.Prefix.Length..], out var hand)
        )
        {
            return false;
        }

        if (hand.AnswerAsync is { } answer)
        {
            await answer(context);
        }
        else if (await hand.GiveAsync(context) is { } text)
        {
            await LabAnswers.TextAsync(context, StatusCodes.Status200OK, text);
        }
        else
        {
            await LabAnswers.TextAsync(context, StatusCodes.Status400BadRequest, hand.About);
        }

        return true;
    }
}
