using Gatehouse.Doctor.Rules.CommandLines;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class TypedSecretRuleTests
{
    [Theory]
    [InlineData("$ docker login -u \"robot$ci+push\" registry.example", 1)]
    [InlineData("$ helm registry login --username=robot$ci registry.example", 1)]
    [InlineData("$ docker login -u 'robot$ci+push' registry.example", 0)]
    [InlineData("$ docker login -u \"$ROBOT\" -p \"$ROBOT_SECRET\" registry.example", 0)]
    [InlineData("docker login -u \"robot$ci\" is what we typed", 0)]
    [InlineData("$ docker login -u", 0)]
    public void A_variable_within_a_users_name_is_replaced_by_the_shell(string text, int clues)
    {
        var file = Some.Case(null, Some.Status(401));
        file.Text = text;

        Assert.Equal(clues, Some.Says<TypedSecretRule>(file).Count);
        Assert.All(
            new TypedSecretRule().Examine(file),
            clue => Assert.DoesNotContain("$ci", FormattableString.Invariant(clue.Because), StringComparison.Ordinal)
        );
    }
}
