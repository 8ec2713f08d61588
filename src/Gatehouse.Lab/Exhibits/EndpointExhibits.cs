using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Good credentials at the wrong address, which some servers answer with 401.</summary>
internal sealed class EndpointExhibits : IExhibitFamily
{
    private const string TestKey = "lab_test_open-sesame";

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Endpoint.WrongHost,
                Scene = "The token was issued for the other host of this lab, and is asked with here.",
                Client = "Asks the host that the token was issued for.",
                Handler = context =>
                    BadServer.HasToken(context) && LabServer.PlaceOf(context) == LabPlace.Other
                        ? LabAnswers.CuredAsync(context, Causes.Endpoint.WrongHost, LabAccount.Alice)
                        : UnauthorizedAsync(context),
                Provoke = [Ask.Get("/endpoint.wrong-host").Bearer(BadServer.Token).Expect(401)],
                Cure = [Ask.Get("/endpoint.wrong-host").At(LabPlace.Other).Bearer(BadServer.Token)],
            },
            new()
            {
                Cause = Causes.Endpoint.WrongEnvironment,
                Scene = "A key of the test environment is used at the live one.",
                Client = "Sees by the key's prefix where it belongs, and asks there.",
                Handler = context =>
                    BadServer.IsBelow(context, "test") && HasKey(context, TestKey)
                        ? LabAnswers.CuredAsync(context, Causes.Endpoint.WrongEnvironment, LabAccount.Alice)
                        : UnauthorizedAsync(context),
                Provoke = [Ask.Get("/endpoint.wrong-environment/live").Bearer(TestKey).Expect(401)],
                Cure = [Ask.Get("/endpoint.wrong-environment/test").Bearer(TestKey)],
            },
            new()
            {
                Cause = Causes.Endpoint.WrongPath,
                Scene = "The path is mistyped, and the server says 401 where nothing is.",
                Client = "Compares the path with the documentation before it doubts its token.",
                Handler = context =>
                    BadServer.HasToken(context) && BadServer.IsBelow(context, "orders")
                        ? LabAnswers.CuredAsync(context, Causes.Endpoint.WrongPath, LabAccount.Alice)
                        : UnauthorizedAsync(context),
                Provoke = [Ask.Get("/endpoint.wrong-path/order").Bearer(BadServer.Token).Expect(401)],
                Cure = [Ask.Get("/endpoint.wrong-path/orders").Bearer(BadServer.Token)],
            },
            new()
            {
                Cause = Causes.Endpoint.WrongMethod,
                Scene = "The path takes POST, and the server says 401 to every other method.",
                Client = "Uses the method that the documentation names.",
                Handler = context =>
                    BadServer.HasToken(context) && HttpMethods.IsPost(context.Request.Method)
                        ? LabAnswers.CuredAsync(context, Causes.Endpoint.WrongMethod, LabAccount.Alice)
                        : UnauthorizedAsync(context),
                Provoke = [Ask.Get("/endpoint.wrong-method").Bearer(BadServer.Token).Expect(401)],
                Cure = [Ask.Post("/endpoint.wrong-method").Bearer(BadServer.Token)],
            },
            new()
            {
                Cause = Causes.Endpoint.InsecureScheme,
                Scene = "The server takes credentials over https alone, and answers http with 401.",
                Client = "Writes https.",
                Handler = context =>
                    BadServer.HasToken(context) && context.Request.IsHttps
                        ? LabAnswers.CuredAsync(context, Causes.Endpoint.InsecureScheme, LabAccount.Alice)
                        : UnauthorizedAsync(context),
                Provoke = [Ask.Get("/endpoint.insecure-scheme").Bearer(BadServer.Token).Expect(401)],
                Cure = [Ask.Get("/endpoint.insecure-scheme").At(LabPlace.Tls).Bearer(BadServer.Token)],
            },
        ];

    private static bool HasKey(HttpContext context, string key) =>
        context.Request.Headers.Authorization is [{ } field]
        && string.Equals(field, "Bearer " + key, StringComparison.Ordinal);

    private static Task UnauthorizedAsync(HttpContext context) =>
        BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, BadServer.BearerChallenge, "Unauthorized");
}
