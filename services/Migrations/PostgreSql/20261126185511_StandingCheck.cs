using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class StandingCheck : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "OwedKey",
                table: "Referral",
                type: "character(32)",
                unicode: false,
                fixedLength: true,
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Discrepancy",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SortKey = table.Column<string>(type: "character(32)", unicode: false, fixedLength: true, maxLength: 32, nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    Lane = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false),
                    FoundUtc = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    Repairs = table.Column<int>(type: "integer", nullable: false),
                    RepairedUtc = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ResolvedUtc = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    UnresolvedKey = table.Column<string>(type: "character(32)", unicode: false, fixedLength: true, maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Discrepancy", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StandingCheck",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Open = table.Column<int>(type: "integer", nullable: false),
                    Accounted = table.Column<int>(type: "integer", nullable: false),
                    CheckedUtc = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    NextUtc = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LeasedUntilUtc = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandingCheck", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "StandingCheck",
                columns: new[] { "Id", "Accounted", "CheckedUtc", "LeasedUntilUtc", "NextUtc", "Open" },
                values: new object[] { 1, 0, null, null, new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), 0 });

            migrationBuilder.CreateIndex(
                name: "IX_Referral_OwedKey",
                table: "Referral",
                column: "OwedKey");

            migrationBuilder.CreateIndex(
                name: "IX_Discrepancy_SortKey",
                table: "Discrepancy",
                column: "SortKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Discrepancy_UnresolvedKey",
                table: "Discrepancy",
                column: "UnresolvedKey");

            // What is owed for: open, or come back and not opened.
            migrationBuilder.Sql(
                """
                UPDATE "Referral" SET "OwedKey" = "SortKey" WHERE "Status" IN ('Submitted', 'Queued', 'Claimed', 'AwaitingInformation') OR ("CompletedUtc" IS NOT NULL AND "OpenedUtc" IS NULL AND "Status" NOT IN ('Closed', 'Cancelled'));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Discrepancy");

            migrationBuilder.DropTable(
                name: "StandingCheck");

            migrationBuilder.DropIndex(
                name: "IX_Referral_OwedKey",
                table: "Referral");

            migrationBuilder.DropColumn(
                name: "OwedKey",
                table: "Referral");
        }
    }
}
