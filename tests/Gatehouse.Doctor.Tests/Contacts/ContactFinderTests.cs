using Gatehouse.Doctor.Contacts;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Tests.Reports;

namespace Gatehouse.Doctor.Tests.Contacts;

public class ContactFinderTests
{
    [Fact]
    public void The_answer_s_own_contact_comes_before_the_site_s_and_the_product_s()
    {
        var file = Some.Case(
            Some.Get(),
            Some.Status(
                401,
                """{"title":"no","contact":"https://api.example/help"}""",
                ("Content-Type", "application/problem+json")
            )
        );
        file.Add(
            new Exchange
            {
                Label = "whom to write to",
                Intent = ProbeIntent.Contact,
                Request = SentRequest.For(new Uri("https://api.example/.well-known/security.txt")),
                Answer = Some.Status(
                    200,
                    "# us\nContact: mailto:security@api.example\nExpires: x",
                    ("Content-Type", "text/plain")
                ),
            }
        );
        Assert.Equal(
            ["https://api.example/help", "mailto:security@api.example", "https://nginx.org/en/docs/"],
            ContactFinder.In(Examined.Of(file)).Select(contact => contact.Address)
        );
    }

    [Fact]
    public void The_site_is_asked_only_where_somebody_there_must_act_and_nobody_is_known()
    {
        var file = Some.Case(Some.Get(), Some.Status(401));
        Assert.Null(ContactStep.For(Examined.Of(file, Verdict.Undecided)));
        Assert.Null(ContactStep.For(Examined.Of(file) with { Products = [] }));
        var plan = ContactStep.For(Examined.Of(file, Verdict.Undecided) with { Products = [] });
        Assert.Equal("https://api.example/.well-known/security.txt", plan?.Request.Url?.AbsoluteUri);
        Assert.False(plan!.Request.CarriesCredential);
    }

    [Fact]
    public void A_page_in_place_of_the_file_is_none() =>
        Assert.False(
            SecurityText.IsOne(
                new Exchange
                {
                    Label = "x",
                    Request = SentRequest.For(new Uri("https://api.example/.well-known/security.txt")),
                    Answer = Some.Status(200, "Contact: x:y", ("Content-Type", "text/html")),
                }
            )
        );
}
