using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Paper : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EnteredUtc",
                table: "ReferralMove",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EnteredUtc",
                table: "ReferralAnswer",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "KeptOnPaperUtc",
                table: "Breach",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "EnteredUtc",
                table: "ReferralMove");

            migrationBuilder.DropColumn(
                name: "EnteredUtc",
                table: "ReferralAnswer");

            migrationBuilder.DropColumn(
                name: "KeptOnPaperUtc",
                table: "Breach");
        }
    }
}
