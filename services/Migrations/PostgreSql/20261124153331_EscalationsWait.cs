using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class EscalationsWait : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "HandledBy",
                table: "EscalationStep",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HandledNote",
                table: "EscalationStep",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HandledUtc",
                table: "EscalationStep",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WaitingSinceUtc",
                table: "EscalationStep",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_EscalationStep_WaitingSinceUtc",
                table: "EscalationStep",
                column: "WaitingSinceUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EscalationStep_WaitingSinceUtc",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "HandledBy",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "HandledNote",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "HandledUtc",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "WaitingSinceUtc",
                table: "EscalationStep");
        }
    }
}
