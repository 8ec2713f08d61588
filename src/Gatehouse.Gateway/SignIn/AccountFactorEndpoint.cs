using Gatehouse.Console.SecondFactor;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Where people turn their second factor on and off and get recovery codes, after a sign-in just before.</summary>
internal sealed class AccountFactorEndpoint(SignInServices services, SessionStarter starter) : IEndpoint
{
    private readonly StrongerSession _stronger = new(services, starter);

    public string Path => "account/second-factor";

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public bool NeedsSignIn => true;

    public Requirement Require { get; } = new() { Fresh = TimeSpan.FromMinutes(5) };

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var user =
            await services.Users.FindUserAsync(decision.Principal!.UserId!.Value, context.RequestAborted)
            ?? throw new StoreUnavailableException("The user of a session in force is not in the store.");
        var factor = await services.Factors.FindSecondFactorAsync(user.Id, context.RequestAborted);
        var visit = new FactorVisit(
            context,
            decision,
            user,
            factor,
            HttpMethods.IsPost(context.Request.Method) ? await PostedForm.ReadAsync(context) : null
        );

        // Whether it came from a page of ours is the decision's affair: it has seen the session and the form.
        switch (visit.Form?["action"])
        {
            case "add" when factor is null:
                await AddAsync(visit);
                break;
            case "codes" when factor is not null:
                await RenewCodesAsync(visit, factor);
                break;
            case "remove" when factor is not null:
                await RemoveAsync(visit, factor);
                break;
            default:
                await ShowAsync(visit, view => view);
                break;
        }
    }

    private async Task AddAsync(FactorVisit visit)
    {
        var now = visit.Decision.Facts.ReceivedAt;
        if (NewDeviceTicket.Open(services.Seal, visit.Session, visit.Form!["device"], now) is not { } device)
        {
            await ShowAsync(visit, view => view);
            return;
        }

        if (await WrongPasswordAsync(visit) is { } wrong)
        {
            await RefuseAsync(visit, wrong, device);
            return;
        }

        var step = OneTimeCodes.StepOf(now);
        if (device.Find(Digits(visit.Form["code"]), step - 1, step + 1, step) is not { } used)
        {
            await RefuseAsync(
                visit,
                Finding.Failed(
                    Causes.Mfa.Wrong,
                    Evidence.ForOperator("user", visit.User.Name),
                    Evidence.ForOperator("problem", "the code of a device that was to be added")
                ),
                device
            );
            return;
        }

        var codes = RecoveryCodes.Create();
        var added = await services.Factors.AddSecondFactorAsync(
            new NewSecondFactor(
                visit.User.Id,
                services.FactorJudge.Close(device, visit.User.Id),
                used,
                HashesOf(codes)
            ),
            visit.Session,
            visit.Context.RequestAborted
        );
        if (!added)
        {
            await ShowAsync(visit, view => view);
            return;
        }

        // Without it the person goes on with one factor, and is asked for the next code where two are due.
        await _stronger.BeginAsync(visit.Context, visit.Decision, visit.User, visit.Session);
        await ShowAsync(visit, view => view with { NewRecoveryCodes = codes, Done = FactorEvent.Added });
    }

    private async Task RenewCodesAsync(FactorVisit visit, SecondFactorRecord factor)
    {
        if (await WrongProofAsync(visit, factor) is { } wrong)
        {
            await RefuseAsync(visit, wrong);
            return;
        }

        var codes = RecoveryCodes.Create();
        var kept = await services.Factors.ReplaceRecoveryCodesAsync(
            visit.User.Id,
            HashesOf(codes),
            visit.Context.RequestAborted
        );
        await ShowAsync(
            visit,
            view => kept ? view with { NewRecoveryCodes = codes, Done = FactorEvent.CodesRenewed } : view
        );
    }

    private async Task RemoveAsync(FactorVisit visit, SecondFactorRecord factor)
    {
        if (await WrongProofAsync(visit, factor) is { } wrong)
        {
            await RefuseAsync(visit, wrong);
            return;
        }

        await services.Factors.RemoveSecondFactorAsync(visit.User.Id, visit.Session, visit.Context.RequestAborted);
        await ShowAsync(visit with { Factor = null }, view => view with { Done = FactorEvent.Removed });
    }

    private async ValueTask<Finding?> WrongProofAsync(FactorVisit visit, SecondFactorRecord factor) =>
        await WrongPasswordAsync(visit)
        ?? await services.FactorJudge.JudgeAsync(
            visit.User,
            factor,
            visit.Form!["code"],
            visit.Decision.Facts,
            visit.Context.RequestAborted
        );

    private async ValueTask<Finding?> WrongPasswordAsync(FactorVisit visit)
    {
        if (visit.User.PasswordHash is null)
        {
            return null;
        }

        var judged = await services.Judge.JudgeAsync(
            visit.User.Name,
            visit.Form!["password"],
            visit.Decision.Facts,
            visit.Context.RequestAborted
        );
        return judged.Proved ? null : judged.Refusal;
    }

    private Task RefuseAsync(FactorVisit visit, Finding finding, OneTimeCodes? device = null)
    {
        var refused = services
            .Refusals()
            .Prepare(
                visit.Context,
                visit.Decision,
                Refusing.Because(visit.Decision, "second-factor", finding, visit.User.Name, toldToOwner: true)
            );
        return ShowAsync(
            visit,
            view => view with { Problem = (refused.Title, refused.Detail), Fixes = refused.Fixes },
            device,
            refused.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests
                ? refused.Status
                : StatusCodes.Status422UnprocessableEntity
        );
    }

    private Task ShowAsync(
        FactorVisit visit,
        Func<FactorView, FactorView> change,
        OneTimeCodes? device = null,
        int status = StatusCodes.Status200OK
    )
    {
        var site = visit.Decision.Site;
        device ??= new OneTimeCodes();
        var asked = visit.Form?["return"] ?? OneValue.Of(visit.Context.Request.Query[SignInAddress.ReturnParameter]);
        var view = new FactorView
        {
            Language = EndpointAnswers.LanguageOf(visit.Context),
            Prefix = site.Prefix,
            Contact = site.Contact,
            UserName = visit.User.Name,
            FormToken = services.FormTokens.Create(visit.Session),
            HasPassword = visit.User.PasswordHash is not null,
            ReturnTo = SignInAddress.IsOwnPath(asked) ? asked : null,
            Since = visit.Factor?.AddedAt,
            RecoveryCodes = visit.Factor?.RecoveryCodes ?? 0,
            New = new NewDevice(
                device.SecretText,
                device.AddressFor(site.Realm, visit.User.Name),
                NewDeviceTicket.Close(services.Seal, visit.Session, device, visit.Decision.Facts.ReceivedAt)
            ),
        };
        return EndpointAnswers.HtmlAsync(visit.Context, FactorPage.Render(change(view)), status);
    }

    private static string Digits(string code) => code.Replace(" ", "", StringComparison.Ordinal);

    private static IReadOnlyList<byte[]> HashesOf(IReadOnlyList<string> codes) =>
        [.. codes.Select(code => RecoveryCodes.Hash(code.Replace("-", "", StringComparison.Ordinal)))];
}
