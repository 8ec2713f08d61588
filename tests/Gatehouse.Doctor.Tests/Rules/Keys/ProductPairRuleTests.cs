using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class ProductPairRuleTests
{
    [Theory]
    [InlineData("https://api.trello.com/1/members/me?key=opensesame", 1)]
    [InlineData("https://api.trello.com/1/members/me?key=opensesame&token=openbarley", 0)]
    [InlineData("https://api.trello.com/1/members/me", 0)]
    [InlineData("https://api.example/1?key=opensesame", 0)]
    public void One_half_of_a_pair_is_not_enough(string url, int clues) =>
        Assert.Equal(
            clues,
            Some.Says<ProductPairRule>(Some.Case(SentRequest.For(new Uri(url)), Some.Status(401))).Count
        );

    [Fact]
    public void A_token_without_the_client_that_it_was_issued_to_is_half() =>
        Assert.Equal(
            ["credentials.incomplete Decisive"],
            Given.Authorization<ProductPairRule>("Bearer opensesame", "https://api.twitch.tv/helix/users")
        );
}
