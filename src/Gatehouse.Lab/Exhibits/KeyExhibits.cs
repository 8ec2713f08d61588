using System.Globalization;
using Gatehouse.Decisions.Keys;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>API keys that are unknown, ended, revoked, misplaced, or used from elsewhere.</summary>
internal sealed class KeyExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "key",
                "A new key of alice's: ?ended=SECONDS for one that ended so long ago, ?revoked=SECONDS, ?from=CIDR to limit where it works.",
                context => new(Make(context.Request.Query))
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Key.Unknown,
                Scene = "A key of the right form that this site never made: mistyped, or another site's.",
                Client = "Looks up which site and environment the key belongs to.",
                Routes = [ExhibitRoutes.For(Causes.Key.Unknown, _judge.Key)],
                Provoke = [Ask.Get("/key.unknown").Key(ApiKey.Create()).Expect(401)],
                Cure = Working("/key.unknown"),
            },
            Aged(Causes.Key.Expired, "ended=3600", "The key ended an hour ago.", "Gets a new key."),
            Aged(
                Causes.Key.Revoked,
                "revoked=3600",
                "The key was revoked an hour ago.",
                "Gets a new key; the old one will not work again."
            ),
            Aged(
                Causes.Key.AddressDenied,
                "from=192.0.2.0/24",
                "The key works from 192.0.2.0/24 alone, and the request comes from elsewhere.",
                "Is run where the key may be used, or gets a key for where it is run."
            ),
            new()
            {
                Cause = Causes.Key.Misplaced,
                Scene = "A key stands behind Bearer, where tokens are due.",
                Client = "Puts the key where the refusal says that one may stand.",
                Routes = [ExhibitRoutes.For(Causes.Key.Misplaced, _judge.Bearer, _judge.Key)],
                Provoke =
                [
                    Ask.Get("/_lab/key").Keep("key").Note("a key that works"),
                    Ask.Get("/key.misplaced").Bearer("{key}").Expect(401),
                ],
                Cure = [Ask.Get("/key.misplaced").Key("{key}")],
            },
        ];

    private static LabStep[] Working(string path) =>
        [Ask.Get("/_lab/key").Keep("working").Note("a key that works"), Ask.Get(path).Key("{working}")];

    private Exhibit Aged(Cause cause, string order, string scene, string client) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Routes = [ExhibitRoutes.For(cause, _judge.Key)],
            Provoke =
            [
                Ask.Get("/_lab/key?" + order).Keep("key"),
                Ask.Get("/" + cause.Id).Key("{key}").Expect(cause.Status),
            ],
            Cure = Working("/" + cause.Id),
        };

    private string? Make(IQueryCollection query)
    {
        var now = parts.Clock.GetUtcNow();
        DateTimeOffset? ended = null;
        DateTimeOffset? revoked = null;
        if (
            (query.ContainsKey("ended") && !TryAgo(query["ended"].ToString(), now, out ended))
            || (query.ContainsKey("revoked") && !TryAgo(query["revoked"].ToString(), now, out revoked))
            || (query["from"].ToString() is { Length: > 0 } cidr && !System.Net.IPNetwork.TryParse(cidr, out _))
        )
        {
            return null;
        }

        return _judge.Accounts.AddKey(
            LabAccount.Alice,
            key =>
                key with
                {
                    ExpiresAt = ended,
                    RevokedAt = revoked,
                    From = query["from"].ToString() is { Length: > 0 } network ? [network] : [],
                }
        );
    }

    private static bool TryAgo(string text, DateTimeOffset now, out DateTimeOffset? at)
    {
        at = null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        at = now.AddSeconds(-seconds);
        return true;
    }
}
