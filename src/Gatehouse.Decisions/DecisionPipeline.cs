using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions;

/// <summary>
/// Asks the checks of <see cref="DecisionOrder"/> one after the other until one ends the decision. Fails closed: whatever
/// goes wrong inside a check refuses the request.
/// </summary>
public sealed class DecisionPipeline
{
    private readonly IReadOnlyList<ICheck> _checks;
    private readonly IReadOnlyList<ICheck> _verification;
    private readonly TimeProvider _time;
    private readonly int _filter;

    /// <summary>With the checks in order; <paramref name="time"/> measures them.</summary>
    public DecisionPipeline(IReadOnlyList<ICheck> checks, TimeProvider time)
    {
        _checks = checks;
        _verification = [.. checks.Where(check => check is Checks.CredentialsCheck or Checks.AuthenticationCheck)];
        _time = time;
        _filter = checks.Count - 1;
    }

    /// <summary>The verdict on a request.</summary>
    public async ValueTask<Verdict> DecideAsync(Decision decision, CancellationToken cancellationToken)
    {
        decision.Enter(FindRoute(decision, after: -1));
        var verdict = await AskAsync(decision, cancellationToken);
        if (decision.Site.Routes.Hidden.Count == 0)
        {
            return verdict;
        }

        if (decision.Route is { Hidden: true } && WithoutAccess(decision, verdict) is { } hidden)
        {
            verdict = await HideAsync(decision, hidden, cancellationToken);
        }

        if (verdict is Refused)
        {
            await VerifyAndDropAsync(decision, cancellationToken);
        }

        return verdict;
    }

    // A preflight carries no credentials, so nobody who sends one has access; its answer would tell what is there.
    private static Refused? WithoutAccess(Decision decision, Verdict verdict) =>
        verdict as Refused
        ?? (
            decision.IsPreflight
                ? new Denied(
                    Causes.Credentials.Missing,
                    [Evidence.ForOperator("problem", "a preflight carries no credentials")],
                    [.. decision.Steps],
                    decision.Route
                )
                : null
        );

    private static int FindRoute(Decision decision, int after)
    {
        var facts = decision.Facts;
        if (facts.Path.Fault != Facts.PathFault.None)
        {
            return -1;
        }

        var method = Checks.PreflightCheck.RequestedMethod(facts) ?? facts.Method;
        var place = decision.Site.Routes.Find(facts.Host, method, facts.Path.Text, after);
        if (facts.Path is { HasParameters: false, HasEncodedSlash: false })
        {
            return place;
        }

        // Whoever reads the path otherwise behind us must not find what an earlier route guards: that route judges.
        foreach (var reading in facts.Path.OtherReadings())
        {
            var found = decision.Site.Routes.Find(facts.Host, method, reading, after);
            if (found >= 0 && (place < 0 || found < place))
            {
                place = found;
            }
        }

        return place;
    }

    private async ValueTask<Verdict> AskAsync(Decision decision, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _checks.Count; i++)
        {
            var check = _checks[i];
            var started = _time.GetTimestamp();
            var finding = await AskOneAsync(check, decision, cancellationToken);
            decision.Add(check.Name, finding, (long)_time.GetElapsedTime(started).TotalMicroseconds);
            switch (finding)
            {
                case Passed { Settles: true } when check is not Checks.FilterCheck && AsksFilter(decision):
                    // Whichever check would let it through, the filter has the last word.
                    i = Math.Max(i, _filter - 1);
                    break;
                case Passed { Settles: true } passed:
                    return Grant(decision, passed);
                case Failed failed:
                    return new Denied(failed.Cause, failed.Evidence, decision.Steps.ToArray(), decision.Route)
                    {
                        ToldToOwner = decision.ToldToOwner && failed.Cause.ToldToOwner,
                        Repeated = decision.Repeated,
                        Presented = decision.Presented,
                        User = decision.KnownUser ?? decision.Principal?.Name,
                    };
                case Unanswerable unanswerable:
                    return new Undecided(
                        unanswerable.Cause,
                        unanswerable.Evidence,
                        decision.Steps.ToArray(),
                        decision.Route
                    )
                    {
                        Presented = decision.Presented,
                        User = decision.KnownUser ?? decision.Principal?.Name,
                    };
                default:
                    break;
            }
        }

        // Only a check that settles grants; a list of checks that all had nothing to say is a broken one.
        return new Undecided(Causes.Server.Error, [], [.. decision.Steps], decision.Route);
    }

    private static bool AsksFilter(Decision decision) => decision is { IsPreflight: false, Route.Filter: not null };

    private static Granted Grant(Decision decision, Passed passed)
    {
        if (decision is { Principal: { } principal, Presented: { } presented })
        {
            presented.Scheme.NoteGranted(decision, principal);
        }

        return decision.Principal?.Granted ?? passed.Granted;
    }

    private static async ValueTask<Finding> AskOneAsync(
        ICheck check,
        Decision decision,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await check.ExamineAsync(decision, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (StoreUnavailableException exception)
        {
            return Finding.Unanswerable(
                Causes.Server.StoreUnavailable,
                Evidence.ForOperator("check", check.Name),
                Evidence.ForOperator("problem", exception.Message)
            );
        }
        catch (Exception exception)
        {
            return Finding.Unanswerable(
                Causes.Server.Error,
                Evidence.ForOperator("check", check.Name),
                Evidence.ForOperator("exception", exception.GetType().FullName ?? exception.GetType().Name)
            );
        }
    }

    // The caller gets the refusal that the next matching route would give, or that of a missing path.
    private async ValueTask<Verdict> HideAsync(Decision decision, Refused hidden, CancellationToken cancellationToken)
    {
        var hiddenRoute = decision.Route;
        var place = decision.Place;
        Refused shown;
        while (true)
        {
            place = FindRoute(decision, place);
            decision.Enter(place);
            var verdict = await AskAsync(decision, cancellationToken);
            if (decision.Route is { Hidden: true })
            {
                if (WithoutAccess(decision, verdict) is not null)
                {
                    continue;
                }
            }
            else if (verdict is Refused refused)
            {
                shown = refused;
                break;
            }
            else if (decision.IsPreflight)
            {
                // A missing path gets the same answer from the same route, and nothing is forwarded by it.
                return verdict;
            }

            shown = new Denied(Causes.Route.Unknown, [], [], route: null);
            decision.Enter(-1);
            break;
        }

        return new Denied(
            Causes.Access.Hidden,
            [
                Evidence.ForOperator("route", hiddenRoute!.Name),
                Evidence.ForOperator("cause", hidden.Cause.Id),
                .. hidden
                    .Evidence.Where(evidence => evidence.SeenBy != Disclosure.Nobody)
                    .Select(evidence => evidence with { SeenBy = Disclosure.Operator }),
            ],
            [.. decision.Steps],
            shown.Route
        )
        {
            ShownAs = shown,
            Presented = hidden.Presented,
            User = hidden.User,
        };
    }

    // On a site with hidden routes every refusal has cost the verification that a hidden route would have cost.
    private async ValueTask VerifyAndDropAsync(Decision decision, CancellationToken cancellationToken)
    {
        var steps = decision.Steps.Length;
        var place = decision.Place;
        LimitUse[] uses = [.. decision.Uses];
        foreach (var route in decision.Site.Routes.Hidden)
        {
            decision.EnterForVerification(route);
            foreach (var check in _verification)
            {
                if (await AskOneAsync(check, decision, cancellationToken) is not Passed { Settles: false })
                {
                    break;
                }
            }
        }

        decision.Enter(place);
        decision.Cut(steps);
        foreach (var use in uses)
        {
            decision.Count(use);
        }
    }
}
