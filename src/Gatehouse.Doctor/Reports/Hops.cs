using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Diagnoses;

namespace Gatehouse.Doctor.Reports;

/// <summary>The way of the request, and how far it came.</summary>
internal static class Hops
{
    private static readonly Answerer[] Order =
    [
        Answerer.Browser,
        Answerer.Proxy,
        Answerer.Cdn,
        Answerer.Gateway,
        Answerer.Application,
    ];

    /// <summary>
    /// One hop a line entry, the caller first: <c>caller --&gt; Cloudflare (cdn) --&gt; [nginx (gateway): 401] ..&gt; application</c>.
    /// The one in brackets answered; what dots lead to was not reached.
    /// </summary>
    public static string Picture(Examination examination, Wording wording)
    {
        var by = examination.AnsweredBy;
        var status = examination.File.Main switch
        {
            { Answer: { } answer } => FormattableString.Invariant($"{answer.Status}"),
            { Failure: not null } => wording.Say($"no answer"),
            _ => "?",
        };
        var line = wording.Say($"caller");
        var answered = by == Answerer.Browser;
        if (answered)
        {
            line = $"[{line}: {status}]";
        }

        foreach (var hop in Order.Skip(1))
        {
            var product = examination.Products.FirstOrDefault(product => product.By == hop);
            if (product is null && hop != by && hop != Answerer.Application)
            {
                continue;
            }

            var name = Name(hop, product, wording);
            var arrow = answered ? "..>" : "-->";
            if (hop == by)
            {
                name = $"[{name}: {status}]";
                answered = true;
            }

            line = $"{line} {arrow} {name}";
        }

        return by == Answerer.Unknown ? $"{line}  ({wording.Say($"somebody on the way")}: {status})" : line;
    }

    private static string Name(Answerer hop, Recognition? product, Wording wording)
    {
        var kind = hop switch
        {
            Answerer.Proxy => wording.Say($"proxy"),
            Answerer.Cdn => wording.Say($"content network"),
            Answerer.Gateway => wording.Say($"gateway"),
            _ => wording.Say($"application"),
        };
        if (product is null)
        {
            return kind;
        }

        var named = wording.Redaction.Brief(Texts.OwnWords.In(wording.Language, product.Product), 30);
        return named.EndsWith(kind, StringComparison.Ordinal) ? named : $"{named} ({kind})";
    }
}
