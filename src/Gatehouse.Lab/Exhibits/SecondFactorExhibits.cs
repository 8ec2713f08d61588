using System.Collections.Concurrent;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>A code of the second factor beside the password (RFC 6238), in a field of its own: missing, or not right.</summary>
internal sealed class SecondFactorExhibits(LabParts parts) : IExhibitFamily
{
    private const string CodeField = "X-Otp";
    private const string Wrong = "wrong";

    private readonly LabJudge _judge = parts.Judge;
    private readonly ConcurrentDictionary<string, OneTimeDevice> _devices = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "second-factor",
                "POST gives the account of ?user= a new second factor; the secret in Base32, as authenticator apps take it.",
                context => new(Enrol(context.Request))
            ),
            new(
                "totp",
                $"The code of now for the second factor of ?user=; ?code={Wrong} for one that is not right.",
                context => new(CodeOf(context.Request.Query))
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Mfa.Required,
                Scene = "The password is right, and the site wants the code of a second factor too.",
                Client = $"Asks the person for the code, and sends it in {CodeField} with the password.",
                Site = Decide(Causes.Mfa.Required),
                Provoke = [Enrolled(), Alice(Ask.Get("/mfa.required")).Expect(401)],
                Cure = [Code("code"), Alice(Ask.Get("/mfa.required")).With(CodeField, "{code}")],
            },
            new()
            {
                Cause = Causes.Mfa.Wrong,
                Scene =
                    "The password is right, and the code of the second factor is not: mistyped, used before, or of a clock that is off.",
                Client = "Asks the person for the next code; where that fails too, for the clock of the device.",
                Site = Decide(Causes.Mfa.Wrong),
                Provoke =
                [
                    Enrolled(),
                    Ask.Get($"/_lab/totp?user=alice&code={Wrong}").Keep("mistyped").Note("a code that is not right"),
                    Alice(Ask.Get("/mfa.wrong")).With(CodeField, "{mistyped}").Expect(401),
                ],
                Cure = [Code("code"), Alice(Ask.Get("/mfa.wrong")).With(CodeField, "{code}")],
            },
        ];

    private static LabStep Enrolled() =>
        Ask.Post("/_lab/second-factor?user=alice").Keep("secret").Note("alice gets a new second factor");

    private static LabStep Code(string name) =>
        Ask.Get("/_lab/totp?user=alice").Keep(name).Note("the code that her device shows now");

    private static LabStep Alice(LabStep step) => step.Basic(LabAccount.Alice, LabAccount.Password);

    private LabSite Decide(Cause cause) =>
        _judge.Decide(
            [ExhibitRoutes.For(cause, _judge.Basic)],
            parts.Addresses[LabPlace.Main],
            new LabCheck("second-factor", [Causes.Mfa.Required, Causes.Mfa.Wrong], Judge) { IsLate = true }
        );

    private Finding Judge(Decision decision)
    {
        if (decision.Facts.Headers.Count(CodeField) == 0)
        {
            return Finding.Failed(Causes.Mfa.Required);
        }

        return
            decision.Facts.Headers.Count(CodeField) == 1
            && _devices.GetValueOrDefault(decision.Principal!.Name) is { } device
            && device.Use(decision.Facts.Headers.First(CodeField)!, decision.Facts.ReceivedAt)
            ? new Passed("the code of the second factor is right")
            : Finding.Failed(Causes.Mfa.Wrong);
    }

    private string? Enrol(HttpRequest request)
    {
        var user = request.Query["user"].ToString();
        if (!HttpMethods.IsPost(request.Method) || user is not (LabAccount.Alice or LabAccount.Bob))
        {
            return null;
        }

        var device = new OneTimeDevice();
        _devices[user] = device;
        return device.Secret + "\n";
    }

    private string? CodeOf(IQueryCollection query)
    {
        if (_devices.GetValueOrDefault(query["user"].ToString()) is not { } device)
        {
            return null;
        }

        var now = parts.Clock.GetUtcNow();
        return query["code"] == Wrong ? device.WrongAt(now) : device.At(now);
    }
}
