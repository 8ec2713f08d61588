using Gatehouse.Cli;

return await GatehouseCommand.RunAsync(args);
