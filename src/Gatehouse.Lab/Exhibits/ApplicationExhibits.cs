using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Applications in which something other than the credentials decides.</summary>
internal sealed class ApplicationExhibits : IExhibitFamily
{
    private volatile bool _pluginIsOn = true;
    private volatile bool _authenticationRuns;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Application.ExtensionRefused,
                Scene =
                    "A security plugin of the application answers before the application does, and refuses every program.",
                Client =
                    "Sees by the code in the body who answers, and has the plugin's exception for it set by the operator.",
                Handler = ExtensionAsync,
                Provoke =
                [
                    Ask.Post("/application.extension-refused/plugin?on=yes")
                        .Note("the operator switches the plugin on"),
                    Ask.Get("/application.extension-refused").Basic(LabAccount.Alice, LabAccount.Password).Expect(401),
                ],
                Cure =
                [
                    Ask.Post("/application.extension-refused/plugin?on=no")
                        .Note("the operator switches the plugin off"),
                    Ask.Get("/application.extension-refused").Basic(LabAccount.Alice, LabAccount.Password),
                ],
            },
            new()
            {
                Cause = Causes.Application.ProxyRefused,
                Scene =
                    "A proxy in front adds X-Forwarded-For, and the application has not been told to trust that proxy.",
                Client = "Asks the application directly, until its operator lists the proxy.",
                Handler = context =>
                    context.Request.Headers.ContainsKey("X-Forwarded-For")
                        ? BadServer.RefuseAsync(
                            context,
                            StatusCodes.Status400BadRequest,
                            challenge: null,
                            "400: Bad Request"
                        )
                    : BadServer.IsAlice(context)
                        ? LabAnswers.CuredAsync(context, Causes.Application.ProxyRefused, LabAccount.Alice)
                    : UnauthorizedAsync(context),
                Provoke =
                [
                    Ask.Get("/application.proxy-refused")
                        .With("X-Forwarded-For", "192.0.2.7")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .Note("as the proxy sends it on")
                        .Expect(400),
                ],
                Cure = [Ask.Get("/application.proxy-refused").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Application.AuthenticationAbsent,
                Scene =
                    "The application's authentication does not run for this address: everybody is nobody, and is refused.",
                Client = "Can do nothing; the operator has to put the authentication before what needs it.",
                Handler = AbsentAsync,
                Provoke =
                [
                    Ask.Post("/application.authentication-absent/authentication?runs=no")
                        .Note("the operator forgets to switch authentication on"),
                    Ask.Get("/application.authentication-absent")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .Expect(401),
                ],
                Cure =
                [
                    Ask.Post("/application.authentication-absent/authentication?runs=yes")
                        .Note("the operator mends it"),
                    Ask.Get("/application.authentication-absent").Basic(LabAccount.Alice, LabAccount.Password),
                ],
            },
        ];

    private Task ExtensionAsync(HttpContext context)
    {
        if (BadServer.IsBelow(context, "plugin") && HttpMethods.IsPost(context.Request.Method))
        {
            _pluginIsOn = context.Request.Query["on"] != "no";
            return LabAnswers.TextAsync(context, StatusCodes.Status200OK, _pluginIsOn ? "on\n" : "off\n");
        }

        return _pluginIsOn
                ? LabAnswers.JsonAsync(
                    context,
                    StatusCodes.Status401Unauthorized,
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["code"] = "rest_login_required",
                        ["message"] = "The interface is for people who are signed in.",
                        ["data"] = new Dictionary<string, int>(StringComparer.Ordinal) { ["status"] = 401 },
                    }
                )
            : BadServer.IsAlice(context)
                ? LabAnswers.CuredAsync(context, Causes.Application.ExtensionRefused, LabAccount.Alice)
            : UnauthorizedAsync(context);
    }

    private Task AbsentAsync(HttpContext context)
    {
        if (BadServer.IsBelow(context, "authentication") && HttpMethods.IsPost(context.Request.Method))
        {
            _authenticationRuns = context.Request.Query["runs"] == "yes";
            return LabAnswers.TextAsync(context, StatusCodes.Status200OK, _authenticationRuns ? "runs\n" : "off\n");
        }

        return _authenticationRuns && BadServer.IsAlice(context)
            ? LabAnswers.CuredAsync(context, Causes.Application.AuthenticationAbsent, LabAccount.Alice)
            : BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, challenge: null, "");
    }

    private static Task UnauthorizedAsync(HttpContext context) =>
        BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, BadServer.BasicChallenge, "Unauthorized");
}
